import type { Context } from 'probot';
import type { Issue } from '../../domain/issue/issue.ts';
import type { RepositoryRef } from '../../domain/issue/repository.ts';
import { presentIssue } from '../../triage/core/present-issue.ts';
import { type GitHubIssue, toIssue } from '../calls/from-payload.ts';
import type { AppDeps } from './app-deps.ts';
import { presentLabels } from './present-labels.ts';

/**
 * What is known of a delivery's issue once the delivery was heard: the newer of both. GitHub is asked where the delivery
 * may have been overtaken, and where two that differ are of the same second, which says nothing about their order. GitHub is
 * asked too where the issue was forgotten: it may have been missing for a while only, and any event brings it back. Null
 * where the issue is gone; then it is forgotten.
 *
 * @throws Postponed while it is not certain that it is gone
 */
export async function keepIssue(
  deps: AppDeps,
  { id, octokit }: Pick<Context, 'id' | 'octokit'>,
  repo: RepositoryRef,
  given: GitHubIssue,
): Promise<Issue | null> {
  const github = deps.gateway(octokit);
  if (await deps.issues.isForgotten(repo, given.number))
    return presentIssue({ ...deps, github }, repo, given.number);
  const labels = await presentLabels(deps, octokit, repo, given.labels ?? []);
  const said = { ...toIssue(repo.repositoryId, given), labels };
  const known = await deps.issues.getIssue(repo, said.number);
  if (!isUnsure(known, said) && !deps.isStale(id)) return deps.issues.saveIssue(repo, said);
  return presentIssue({ ...deps, github }, repo, said.number);
}

/** Two versions that differ are of the same second, which says nothing about their order. */
export function isUnsure(known: Issue | null, said: Issue): boolean {
  return known !== null && Date.parse(known.updatedAt) === Date.parse(said.updatedAt) && !isSame(known, said);
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
