import { normalizeMeaning } from '../../domain/issue/normalize-meaning.ts';
import type { RepositoryRef } from '../../domain/issue/repository.ts';
import { readIssuePages } from '../past/read-issue-pages.ts';
import type { DecisionStore, IssueStore, RepositoryStore } from '../ports/core.ts';
import type { Later } from '../ports/follow-up.ts';
import { type ForgetGoneDeps, forgetGone } from './forget-gone.ts';

export interface CatchUpDeps extends ForgetGoneDeps {
  issues: IssueStore;
  decisions: Pick<DecisionStore, 'latest'>;
  repositories: Pick<RepositoryStore, 'isPaused' | 'markLabelsStale' | 'markSettingsStale'>;
  later: Later;
}

/**
 * Makes good what no delivery told (an outage longer than GitHub keeps deliveries, a suspension): every issue that changed
 * since then is put right, those that are new, or say something new, are triaged, and open ones that are gone are forgotten. Settings
 * and labels are read anew. Returns how many issues had changed, and how many were gone. Safe to run again.
 *
 * @param since ISO 8601, UTC
 */
export async function catchUp(
  deps: CatchUpDeps,
  repo: RepositoryRef,
  since: string,
): Promise<{ changed: number; gone: number }> {
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
  await readIssuePages(deps, repo, asked, async (seen) => {
    const before = await deps.issues.getIssue(repo, seen.number);
    const now = await deps.issues.saveIssue(repo, seen);
    const filedSince = Date.parse(now.createdAt) >= Date.parse(since);
    // The reading of the past may have been here first, and it triages nothing.
    const undecided = filedSince && (await deps.decisions.latest(repo, now.number)) === null;
    if (before && before.updatedAt === now.updatedAt && !undecided) return;
    changed += 1;
    const news = undecided || before === null || normalizeMeaning(before) !== normalizeMeaning(now);
    const reopened = before?.state === 'closed' && now.state === 'open';
    if (now.state !== 'open' || !(news || reopened)) return;
    const { installationId, repositoryId } = repo;
    const work = { kind: 'triage', installationId, repositoryId, number: now.number, key: '' } as const;
    await deps.later.add({ ...work, cause: `catch-up ${since} ${now.updatedAt}` }, 0, { gather: true });
  });
  return { changed, gone: await forgetGone(deps, repo) };
}
