import { issueEventJson } from '../world/present-issue.ts';
import type { IssueEventRow, IssueRow, RepoRow } from '../world/rows.ts';
import { findIssue } from '../world/world.ts';
import { type Api, type ApiContext, type Hub, notFound, paged } from './api.ts';
import { issueOf, repoOf } from './reach.ts';

/** What GitHub's lists of events do not hold. */
const LEFT_OUT = new Set(['opened', 'edited']);

/** What happened to issues: repository-wide newest first, of one issue oldest first. */
export function issueEventRoutes(api: Api, { world }: Hub): void {
  const eventsOf = (repo: RepoRow) =>
    world.tables.issueEvents.findBy('repo_id', repo.id).filter((row) => !LEFT_OUT.has(row.event));
  const ofIssue = (c: ApiContext) => {
    const repo = repoOf(world, c);
    const { number } = issueOf(world, c, repo);
    const rows = eventsOf(repo).filter((row) => row.issue_number === number);
    return c.json(paged(c, rows).map((row) => issueEventJson(world, repo, row)));
  };
  api.get('/repos/:owner/:repo/issues/events', (c) => {
    const repo = repoOf(world, c);
    const rows = eventsOf(repo).reverse();
    const issueAt = new Map<number, IssueRow | undefined>();
    const shown = (row: IssueEventRow) => {
      if (!issueAt.has(row.issue_number))
        issueAt.set(row.issue_number, findIssue(world, repo, row.issue_number));
      return issueEventJson(world, repo, row, issueAt.get(row.issue_number));
    };
    return c.json(paged(c, rows).map(shown));
  });
  api.get('/repos/:owner/:repo/issues/events/:id{[0-9]+}', (c) => {
    const repo = repoOf(world, c);
    const row = world.tables.issueEvents.get(Number(c.req.param('id')));
    if (!row || row.repo_id !== repo.id) throw notFound();
    return c.json(issueEventJson(world, repo, row, findIssue(world, repo, row.issue_number)));
  });
  api.get('/repos/:owner/:repo/issues/:number{[0-9]+}/events', ofIssue);
  api.get('/repos/:owner/:repo/issues/:number{[0-9]+}/timeline', ofIssue);
}
