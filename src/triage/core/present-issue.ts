import type { Issue } from '../../domain/issue/issue.ts';
import type { RepositoryRef } from '../../domain/issue/repository.ts';
import type { GitHub, IssueStore } from '../ports/core.ts';

export interface PresentIssueDeps {
  github: Pick<GitHub, 'getIssue'>;
  issues: Pick<IssueStore, 'saveSeen' | 'forgetMissing'>;
}

/**
 * The issue as GitHub shows it now, kept as that. Null where it is gone for good; then it is forgotten.
 *
 * @throws Postponed where GitHub does not show it, and has not been asked often enough for that to be believed
 */
export async function presentIssue(
  { github, issues }: PresentIssueDeps,
  repo: RepositoryRef,
  number: number,
): Promise<Issue | null> {
  const seen = await github.getIssue(repo, number);
  if (seen) {
    const saved = await issues.saveSeen(repo, seen);
    return seen.milestone === undefined ? saved : { ...saved, milestone: seen.milestone };
  }
  await issues.forgetMissing(repo, number);
  return null;
}
