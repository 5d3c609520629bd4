import type { ProbotOctokit } from 'probot';
import type { RepositoryRef } from '../../domain/issue/repository.ts';
import { orNull, retried } from './call.ts';

type Octokit = InstanceType<typeof ProbotOctokit>;

/**
 * Calls, and answers null only where "not found" can be believed: GitHub shows the App the repository by an authenticated
 * call, and says the same of the thing when it is asked again. A 404 alone may be a repository out of reach or a replica
 * that is behind.
 *
 * @param call an idempotent call about something in the repository
 * @throws Error where the repository itself is not shown; a later try may find it
 */
export async function orMissing<T>(
  octokit: Octokit,
  repo: Pick<RepositoryRef, 'owner' | 'name'>,
  call: () => Promise<T>,
): Promise<T | null> {
  const first = await orNull(() => retried(call));
  if (first !== null) return first;
  await mustSee(octokit, repo);
  return orNull(() => retried(call));
}

/** @throws Error where GitHub does not show the repository to the App */
export async function mustSee(
  { rest }: Octokit,
  { owner, name }: Pick<RepositoryRef, 'owner' | 'name'>,
): Promise<{ hasIssues: boolean }> {
  const seen = await orNull(() => retried(() => rest.repos.get({ owner, repo: name })));
  if (!seen) throw new Error(`GitHub does not show ${owner}/${name} to the App`);
  return { hasIssues: seen.data.has_issues };
}
