import type { Context } from 'probot';
import type { AppDeps } from '../app-deps.ts';
import { toRepository } from '../words.ts';
import { knowRepository } from './know-repository.ts';

/**
 * Renamed, made private or public, archived, moved to another owner: the same repository under new words, as GitHub has them
 * now; deleted is forgotten.
 */
export async function repositoryChanged(
  deps: AppDeps,
  { octokit, payload }: Context<'repository'>,
): Promise<void> {
  if (!payload.installation) return;
  const repo = toRepository(payload.installation.id, payload.repository);
  if (payload.action === 'deleted') await deps.repositories.forgetRepository(repo);
  else await knowRepository(deps, octokit, repo);
}

/** Files that settings, routing and missing information are read from. */
const settingsFiles =
  /^(\.github\/dispatch\.yml|(\.github\/|docs\/)?CODEOWNERS|\.github\/ISSUE_TEMPLATE\/.+)$/;

/** GitHub names at most 20 commits with their files in a push; a longer push is taken to have touched everything. */
const listedCommits = 20;

/** A push to the default branch that touches a file we read makes the settings stale; they are read anew before the next decision. */
export async function filesPushed(deps: AppDeps, { octokit, payload }: Context<'push'>): Promise<void> {
  if (!payload.installation || payload.ref !== `refs/heads/${payload.repository.default_branch}`) return;
  const touched = payload.commits.flatMap(({ added, modified, removed }) => [
    ...(added ?? []),
    ...(modified ?? []),
    ...(removed ?? []),
  ]);
  if (payload.commits.length < listedCommits && !touched.some((file) => settingsFiles.test(file))) return;
  const said = toRepository(payload.installation.id, payload.repository);
  const repo = await knowRepository(deps, octokit, said);
  if (!repo) return;
  if (repo.name === '.github') await deps.repositories.markAllSettingsStale(repo.installationId);
  else await deps.repositories.markSettingsStale(repo);
  await deps.settingsChanged(repo);
}
