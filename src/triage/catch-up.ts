import type { Issue } from '../domain/issue.ts';
import { normaliseMeaning } from '../domain/meaning.ts';
import type { RepositoryRef } from '../domain/repository.ts';
import type { Later } from './follow-up-ports.ts';
import type { GitHubPast, PastPage } from './past-ports.ts';
import type { DecisionStore, IssueStore, RepositoryStore } from './ports.ts';
import { Refused } from './refused.ts';

export interface CatchUpDeps {
  past: Pick<GitHubPast, 'listIssues'>;
  issues: IssueStore;
  decisions: Pick<DecisionStore, 'latest'>;
  repositories: Pick<RepositoryStore, 'isPaused' | 'markLabelsStale' | 'markSettingsStale'>;
  later: Later;
}

/** A list longer than this is not one of an outage. */
const mostPages = 200;

/**
 * Makes good what no delivery told (an outage longer than GitHub keeps deliveries, a suspension): every issue that changed
 * since then is put right, and those that are new, or say something new, are triaged. Settings and labels are read anew.
 * Returns how many issues had changed. Safe to run again.
 *
 * @param since ISO 8601, UTC
 */
export async function catchUp(deps: CatchUpDeps, repo: RepositoryRef, since: string): Promise<number> {
  await deps.repositories.markSettingsStale(repo);
  await deps.repositories.markLabelsStale(repo);
  let changed = 0;
  const asked = new URLSearchParams({
    since,
    state: 'all',
    sort: 'updated',
    direction: 'asc',
    per_page: '100',
  });
  let page: string | null = asked.toString();
  for (let pages = 0; page !== null && pages < mostPages; pages++) {
    const answer: Pick<PastPage<Issue>, 'read'> = await deps.past
      .listIssues(repo, { page, etag: null })
      .catch((error: unknown) => {
        // A repository that is gone, or has no issues, has nothing to catch up with.
        if (error instanceof Refused && error.gone) return { read: null };
        throw error;
      });
    const { read } = answer;
    if (!read) break;
    for (const seen of read.items) {
      const before = await deps.issues.getIssue(repo, seen.number);
      const now = await deps.issues.saveIssue(repo, seen);
      const filedSince = Date.parse(now.createdAt) >= Date.parse(since);
      // The reading of the past may have been here first, and it triages nothing.
      const undecided = filedSince && (await deps.decisions.latest(repo, now.number)) === null;
      if (before && before.updatedAt === now.updatedAt && !undecided) continue;
      changed += 1;
      const news = undecided || before === null || normaliseMeaning(before) !== normaliseMeaning(now);
      const reopened = before?.state === 'closed' && now.state === 'open';
      if (now.state !== 'open' || !(news || reopened)) continue;
      const { installationId, repositoryId } = repo;
      const work = { kind: 'triage', installationId, repositoryId, number: now.number, key: '' } as const;
      await deps.later.add({ ...work, cause: `catch-up ${since} ${now.updatedAt}` }, 0, { gather: true });
    }
    page = read.next;
  }
  return changed;
}
