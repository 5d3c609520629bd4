import type { Context } from 'probot';
import { toRepository } from '../calls/from-payload.ts';
import type { AppDeps } from './app-deps.ts';
import { knowRepository } from './know-repository.ts';
import { isShared, settingsMayDiffer } from './settings-may-differ.ts';

/**
 * Renamed, made private or public, archived, moved to another owner: the same repository under new words, as GitHub has them
 * now; deleted is forgotten. Another default branch holds other files, and under another name or owner a repository may be
 * the organization's own, or cease to be: the settings are read anew after each of these.
 */
export async function repositoryChanged(deps: AppDeps, context: Context<'repository'>): Promise<void> {
  const { payload } = context;
  if (!payload.installation) return;
  const said = toRepository(payload.installation.id, payload.repository);
  if (payload.action === 'deleted') {
    await deps.repositories.forgetRepository(said);
    if (isShared(said)) await settingsMayDiffer(deps, said);
    return;
  }
  const repo = await knowRepository(deps, context, said);
  if (!repo) return;
  const before = payload.action === 'renamed' ? payload.changes.repository.name.from : repo.name;
  await settingsMayDiffer(deps, repo, isShared(repo) || isShared({ name: before }));
}

/** Files that settings, routing and missing information are read from. */
const settingsFiles =
  /^(?:\.github\/dispatch\.ya?ml|(?:\.github\/|docs\/)?CODEOWNERS|\.github\/ISSUE_TEMPLATE\/.+|(?:\.github\/|docs\/)?(?:issue_template|ISSUE_TEMPLATE)\.(?:md|markdown|txt))$/;

/** So many commits, and files in a commit, GitHub names in a push at least; a longer list may be cut off. */
const listedCommits = 20;
const listedFiles = 3_000;

type Push = Context<'push'>['payload'];

/**
 * True where the files that a push names are all that it changed: GitHub names none of what a force push took away, of a
 * branch that was made anew, or of what lies beyond the end of its lists.
 */
function namesAll({ forced, created, deleted, commits }: Push): boolean {
  if (forced || created || deleted) return false;
  return commits.length > 0 && commits.length < listedCommits && commits.every(isWhole);
}

function isWhole(commit: Push['commits'][number]): boolean {
  return filesOf(commit).length < listedFiles;
}

function filesOf({ added, modified, removed }: Push['commits'][number]): string[] {
  return [...(added ?? []), ...(modified ?? []), ...(removed ?? [])];
}

/**
 * A push to the default branch that touches a file we read, or may have, makes the settings stale; they are read anew before
 * the next decision.
 */
export async function filesPushed(deps: AppDeps, context: Context<'push'>): Promise<void> {
  const { payload } = context;
  if (!payload.installation || payload.ref !== `refs/heads/${payload.repository.default_branch}`) return;
  const touches = payload.commits.flatMap(filesOf).some((file) => settingsFiles.test(file));
  if (namesAll(payload) && !touches) return;
  const said = toRepository(payload.installation.id, payload.repository);
  const repo = await knowRepository(deps, context, said);
  if (repo) await settingsMayDiffer(deps, repo);
}
