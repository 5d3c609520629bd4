import type { Context } from 'probot';
import type { Issue } from '../../domain/issue.ts';
import type { RepositoryRef } from '../../domain/repository.ts';
import type { AppDeps } from '../app-deps.ts';
import { type GitHubIssue, toIssue } from '../words.ts';
import { presentLabels } from './present-labels.ts';

/**
 * What is known of a delivery's issue once the delivery was heard: the newer of both. GitHub is asked where the delivery
 * may have been overtaken, and where two that differ are of the same second, which says nothing about their order. Null
 * where the issue is gone; then it is forgotten.
 */
export async function keepIssue(
  deps: AppDeps,
  { id, octokit }: Pick<Context, 'id' | 'octokit'>,
  repo: RepositoryRef,
  given: GitHubIssue,
): Promise<Issue | null> {
  if (await deps.issues.isForgotten(repo, given.number)) return null;
  const labels = await presentLabels(deps, octokit, repo, given.labels ?? []);
  const said = { ...toIssue(repo.repositoryId, given), labels };
  const known = await deps.issues.getIssue(repo, said.number);
  const unsure =
    known !== null && Date.parse(known.updatedAt) === Date.parse(said.updatedAt) && !isSame(known, said);
  if (!unsure && !deps.isStale(id)) return deps.issues.saveIssue(repo, said);
  const now = await deps.gateway(octokit).getIssue(repo, said.number);
  if (now) return deps.issues.saveIssue(repo, now);
  await deps.issues.forgetIssue(repo, said.number);
  return null;
}

function isSame(a: Issue, b: Issue): boolean {
  const all = ({ title, body, state, stateReason, type, locked, labels, assignees }: Issue) =>
    JSON.stringify([
      title,
      body,
      state,
      stateReason,
      type,
      locked,
      [...labels].sort(),
      [...assignees].sort(),
    ]);
  return all(a) === all(b);
}
