import { Postponed } from '../../domain/issue/postponed.ts';
import type { RepositoryRef } from '../../domain/issue/repository.ts';
import { presentIssue } from '../core/present-issue.ts';
import { readIssuePages } from '../past/read-issue-pages.ts';
import type { GitHub, IssueStore } from '../ports/core.ts';
import type { GitHubPast } from '../ports/past.ts';

export interface ForgetGoneDeps {
  past: Pick<GitHubPast, 'listIssues'>;
  github: Pick<GitHub, 'getIssue'>;
  issues: Pick<IssueStore, 'saveSeen' | 'forgetMissing'>;
  /** Numbers of the repository's issues that are open as far as is known. */
  openNumbers: (repo: RepositoryRef) => Promise<number[]>;
}

/** Each costs a request. */
const maxAsked = 500;

/**
 * Forgets open issues that were deleted, transferred or converted unheard. GitHub lists none of those, but it lists what is
 * open: what we take for open and is not among it is asked for singly. A closed issue that was deleted is forgotten when it is
 * next looked at: finding it here would take a list of all issues ever. Returns how many were gone.
 *
 * @throws Postponed, after the others, where some have to be asked for again before they are believed to be gone
 */
export async function forgetGone(deps: ForgetGoneDeps, repo: RepositoryRef): Promise<number> {
  const open = new Set<number>();
  const query = new URLSearchParams({ state: 'open', sort: 'created', direction: 'asc', per_page: '100' });
  const complete = await readIssuePages(deps, repo, query, async ({ number }) => void open.add(number));
  // Numbers grow with time: of what stands after the last page that was read nothing is known.
  const last = complete ? Number.POSITIVE_INFINITY : Math.max(0, ...open);
  const doubted = (await deps.openNumbers(repo)).filter((number) => !open.has(number) && number < last);
  let gone = 0;
  let unsure: Postponed | null = null;
  for (const number of doubted.slice(0, maxAsked)) {
    try {
      if (!(await presentIssue(deps, repo, number))) gone += 1;
    } catch (error) {
      if (!(error instanceof Postponed)) throw error;
      unsure = error;
    }
  }
  if (unsure) throw unsure;
  return gone;
}
