import type { Issue } from '../../domain/issue/issue.ts';
import type { RepositoryRef } from '../../domain/issue/repository.ts';
import { Refused } from '../core/refused.ts';
import type { GitHubPast, PastPage } from '../ports/past.ts';

/** A list longer than this is not read to its end. */
const maxPages = 200;

/**
 * Reads a list of the repository's issues, page by page. Returns false where there was more than is read. A repository that is
 * gone, or has no issues, has an empty list.
 */
export async function readIssuePages(
  { past }: { past: Pick<GitHubPast, 'listIssues'> },
  repo: RepositoryRef,
  query: URLSearchParams,
  each: (issue: Issue) => Promise<void>,
): Promise<boolean> {
  let page: string | null = query.toString();
  for (let pages = 0; page !== null; pages++) {
    if (pages === maxPages) return false;
    const answer: Pick<PastPage<Issue>, 'read'> = await past
      .listIssues(repo, { page, etag: null })
      .catch((error: unknown) => {
        if (error instanceof Refused && error.gone) return { read: null };
        throw error;
      });
    if (!answer.read) return false;
    for (const issue of answer.read.items) await each(issue);
    page = answer.read.next;
  }
  return true;
}
