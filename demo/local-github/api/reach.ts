import { type Level, levelOf, mayAtLeast } from '../accounts/access.ts';
import type { IssueRow, RepoRow } from '../world/rows.ts';
import { findIssue, findRepo, installationsOn, type World } from '../world/world.ts';
import { type ApiContext, ApiProblem, notFound } from './api.ts';

/** The repository of the path, where the caller may see it; a private one out of reach is simply not found. */
export function repoOf(world: World, c: ApiContext): RepoRow {
  const repo = findRepo(world, `${c.req.param('owner')}/${c.req.param('repo')}`);
  if (!repo) throw notFound();
  const caller = c.get('caller');
  if (caller.kind === 'installation') {
    const covered = installationsOn(world, repo).some((one) => one.id === caller.installation.id);
    const inToken =
      caller.as.installation?.repositorySelection === 'all' ||
      caller.as.installation?.repositoryIds.includes(repo.id);
    if (covered && inToken) return repo;
    if (c.req.method !== 'GET')
      throw repo.private ? notFound() : new ApiProblem(403, 'Resource not accessible by integration');
  }
  if (repo.private && (caller.kind !== 'user' || levelOf(world, caller.user, repo) === null))
    throw notFound();
  return repo;
}

/** The level of the caller on the repository; an installation is not measured in levels. */
export function callerLevel(world: World, c: ApiContext, repo: RepoRow): Level | null {
  const caller = c.get('caller');
  return caller.kind === 'user' ? levelOf(world, caller.user, repo) : null;
}

/** Writes need `issues: write` of an App, and of a person the level. */
export function requireWrite(world: World, c: ApiContext, repo: RepoRow, level: Level): void {
  const caller = c.get('caller');
  if (caller.kind === 'installation') {
    if (caller.as.installation?.permissions.issues !== 'write')
      throw new ApiProblem(403, 'Resource not accessible by integration');
    return;
  }
  if (caller.kind !== 'user') throw new ApiProblem(401, 'Requires authentication');
  if (!mayAtLeast(levelOf(world, caller.user, repo), level))
    throw new ApiProblem(403, 'Must have admin rights to Repository.');
}

export function issueOf(world: World, c: ApiContext, repo: RepoRow): IssueRow {
  const issue = findIssue(world, repo, Number(c.req.param('number')));
  if (issue) return issue;
  const gone = world.tables.pullRequests
    .findBy('repo_id', repo.id)
    .some((row) => row.number === Number(c.req.param('number')));
  throw gone ? new ApiProblem(410, 'This issue was deleted') : notFound();
}
