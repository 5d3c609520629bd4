import { mayAtLeast } from '../accounts/access.ts';
import { issueJson, issueTypeJson } from '../world/present-issue.ts';
import type { IssueRow, RepoRow } from '../world/rows.ts';
import { findLabel, findUser } from '../world/world.ts';
import { type Api, type ApiContext, ApiProblem, actorOf, type Hub, notFound, paged } from './api.ts';
import { asRequest, bodyOf, forward, forwardAs } from './forward.ts';
import { callerLevel, issueOf, repoOf, requireWrite } from './reach.ts';

/** Issues: emulate keeps and changes them; lists hold pull requests too, and issue types and `duplicate` are the hub's. */
export function issueRoutes(api: Api, hub: Hub): void {
  const { world } = hub;
  api.get('/repos/:owner/:repo/issues', (c) => {
    const repo = repoOf(world, c);
    const rows = filtered(hub, c, repo);
    return c.json(paged(c, rows).map((issue) => issueJson(world, repo, issue)));
  });
  api.get('/repos/:owner/:repo/issues/:number{[0-9]+}', (c) => {
    const repo = repoOf(world, c);
    return c.json(issueJson(world, repo, issueOf(world, c, repo)));
  });
  api.post('/repos/:owner/:repo/issues', async (c) => {
    const repo = repoOf(world, c);
    const body = await bodyOf(c);
    const triager =
      c.get('caller').kind === 'installation' || mayAtLeast(callerLevel(world, c, repo), 'triage');
    const { labels, assignees, type, ...rest } = body;
    const named = triager
      ? {
          ...rest,
          ...(labels ? { labels: existing(hub, repo, labels) } : {}),
          ...(assignees ? { assignees } : {}),
        }
      : rest;
    return forwardAs(world, c, { repo, body: named }, ({ number }) => {
      const issue = world.tables.issues.findBy('repo_id', repo.id).find((row) => row.number === number);
      if (!issue) throw notFound();
      return issueJson(
        world,
        repo,
        triager && typeof type === 'string' ? setType(hub, c, repo, issue, type) : issue,
      );
    });
  });
  api.patch('/repos/:owner/:repo/issues/:number{[0-9]+}', async (c) => {
    const repo = repoOf(world, c);
    const before = issueOf(world, c, repo);
    if (actorOf(world, c.get('caller')).id !== before.user_id) requireWrite(world, c, repo, 'triage');
    const { labels, type, ...rest } = await bodyOf(c);
    const body = labels === undefined ? rest : { ...rest, labels: existing(hub, repo, labels) };
    const duplicate = rest.state_reason === 'duplicate' ? { stateReason: 'duplicate' as const } : {};
    return forwardAs(world, c, { repo, body, before: { issue: before }, ...duplicate }, () => {
      const after = issueOf(world, c, repo);
      return issueJson(
        world,
        repo,
        type === undefined ? after : setType(hub, c, repo, after, type === null ? null : String(type)),
      );
    });
  });
  for (const method of ['PUT', 'DELETE']) {
    api.on(method, '/repos/:owner/:repo/issues/:number{[0-9]+}/lock', async (c) => {
      const repo = repoOf(world, c);
      requireWrite(world, c, repo, 'push');
      return forward(world, c, { repo, before: { issue: issueOf(world, c, repo) }, body: await bodyOf(c) });
    });
  }
  api.get('/repos/:owner/:repo/issue-types', (c) =>
    c.json(world.tables.issueTypes.findBy('org_id', repoOf(world, c).owner_id).map(issueTypeJson)),
  );
  api.get('/orgs/:org/issue-types', (c) => {
    const org = world.tables.orgs.findOneBy('login', c.req.param('org'));
    if (!org) throw notFound();
    return c.json(world.tables.issueTypes.findBy('org_id', org.id).map(issueTypeJson));
  });
}

function filtered({ world }: Hub, c: ApiContext, repo: RepoRow): IssueRow[] {
  const {
    state = 'open',
    labels = '',
    sort = 'created',
    direction = 'desc',
    since,
    creator,
    assignee,
  } = c.req.query();
  const wanted = labels
    .split(',')
    .filter(Boolean)
    .map((name) => findLabel(world, repo, name.trim())?.id ?? -1);
  const creatorId = creator === undefined ? null : findUser(world, creator)?.id;
  const assigneeId = assignee === undefined ? null : findUser(world, assignee)?.id;
  const rows = world.tables.issues
    .findBy('repo_id', repo.id)
    .filter((issue) => state === 'all' || issue.state === state)
    .filter((issue) => wanted.every((id) => issue.label_ids.includes(id)))
    .filter((issue) => creatorId === null || issue.user_id === creatorId)
    .filter(
      (issue) => assigneeId === null || assignee === '*' || issue.assignee_ids.includes(assigneeId ?? -1),
    )
    .filter((issue) => since === undefined || Date.parse(issue.updated_at) >= Date.parse(since));
  const key = (issue: IssueRow) =>
    sort === 'comments'
      ? String(issue.comments).padStart(9, '0')
      : sort === 'updated'
        ? issue.updated_at
        : issue.created_at;
  rows.sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : a.number - b.number));
  return direction === 'asc' ? rows : rows.reverse();
}

/** emulate tells labels apart by case and makes the ones it does not find; GitHub knows one spelling of each. */
function existing({ world }: Hub, repo: RepoRow, labels: unknown): string[] {
  if (!Array.isArray(labels)) throw new ApiProblem(422, 'Validation Failed');
  return labels.map((label: unknown) => {
    const name = typeof label === 'string' ? label : ((label as { name?: unknown } | null)?.name ?? '');
    return findLabel(world, repo, String(name))?.name ?? String(name);
  });
}

function setType(hub: Hub, c: ApiContext, repo: RepoRow, issue: IssueRow, name: string | null): IssueRow {
  const { world, ledger, events } = hub;
  const type = world.tables.issueTypes.findBy('org_id', repo.owner_id).find((one) => one.name === name);
  if (name !== null && !type) throw new ApiProblem(422, 'Validation Failed');
  if ((issue.type_id ?? null) === (type?.id ?? null)) return issue;
  const was = world.tables.issueTypes.get(issue.type_id ?? -1);
  const after = world.tables.issues.update(issue.id, { type_id: type?.id ?? null }) ?? issue;
  const shown = type ?? was;
  asRequest(c, {}, () => {
    ledger.record('issue.type', repo.full_name, issue.number, { type: name });
    const extra = { issue: issueJson(world, repo, after), ...(shown ? { type: issueTypeJson(shown) } : {}) };
    events.onRepository('issues', type ? 'typed' : 'untyped', repo, actorOf(world, c.get('caller')), extra);
  });
  return after;
}
