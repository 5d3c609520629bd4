import { labelJson } from '../world/present-issue.ts';
import type { IssueRow, LabelRow, RepoRow } from '../world/rows.ts';
import { type AskedLabel, fateOf, keepSuggestion } from '../world/suggestions.ts';
import { findLabel } from '../world/world.ts';
import { type Api, type ApiContext, ApiProblem, actorOf, type Hub, notFound, paged } from './api.ts';
import { asRequest, bodyOf, forward, forwardAs } from './forward.ts';
import { issueOf, repoOf, requireWrite } from './reach.ts';

const ON_ISSUE = '/repos/:owner/:repo/issues/:number{[0-9]+}/labels';

/** Labels of a repository and of an issue, under GitHub's rule that case does not tell them apart. */
export function labelRoutes(api: Api, hub: Hub): void {
  const { world } = hub;
  const { tables } = world;
  const shown = (repo: RepoRow, ids: number[]) =>
    ids.flatMap((id) => tables.labels.get(id) ?? []).map((label) => labelJson(world, repo, label));
  const labelOf = (c: ApiContext, repo: RepoRow): LabelRow => {
    const label = findLabel(world, repo, c.req.param('name') ?? '');
    if (!label) throw notFound();
    return label;
  };

  api.get('/repos/:owner/:repo/labels', (c) => {
    const repo = repoOf(world, c);
    const rows = tables.labels.findBy('repo_id', repo.id).sort((a, b) => a.name.localeCompare(b.name));
    return c.json(paged(c, rows).map((label) => labelJson(world, repo, label)));
  });
  api.get('/repos/:owner/:repo/labels/:name', (c) => {
    const repo = repoOf(world, c);
    return c.json(labelJson(world, repo, labelOf(c, repo)));
  });
  api.post('/repos/:owner/:repo/labels', async (c) => {
    const repo = repoOf(world, c);
    requireWrite(world, c, repo, 'push');
    const body = await bodyOf(c);
    if (findLabel(world, repo, String(body.name ?? ''))) throw new ApiProblem(422, 'Validation Failed');
    return forward(world, c, { repo, body });
  });
  for (const method of ['PATCH', 'DELETE']) {
    api.on(method, '/repos/:owner/:repo/labels/:name', async (c) => {
      const repo = repoOf(world, c);
      requireWrite(world, c, repo, 'push');
      const label = labelOf(c, repo);
      return forward(world, c, {
        repo,
        rest: `/labels/${encodeURIComponent(label.name)}`,
        before: { label },
        body: await bodyOf(c),
      });
    });
  }
  api.get(ON_ISSUE, (c) => {
    const repo = repoOf(world, c);
    return c.json(paged(c, shown(repo, issueOf(world, c, repo).label_ids)));
  });
  for (const method of ['POST', 'PUT']) {
    api.on(method, ON_ISSUE, async (c) => {
      const repo = repoOf(world, c);
      requireWrite(world, c, repo, 'triage');
      const issue = issueOf(world, c, repo);
      const asked = askedLabels((await bodyOf(c)).labels).map((label) => ({
        ...label,
        fate: method === 'PUT' ? 'applied' : fateOf(repo, label),
      }));
      const given = asked.filter(({ fate }) => fate === 'applied');
      holdLabels(
        hub,
        c,
        { repo, issue },
        asked.filter(({ fate }) => fate === 'held'),
      );
      if (given.length === 0 && method === 'POST') return c.json(shown(repo, issue.label_ids));
      for (const name of new Set(given.map(({ name }) => name))) createMissing(hub, c, repo, name);
      const names = given.map(({ name }) => findLabel(world, repo, name)?.name ?? name);
      return forwardAs(world, c, { repo, body: { labels: names }, before: { issue } }, () => {
        noteIntents(hub, c, { repo, issue }, given);
        return shown(repo, issueOf(world, c, repo).label_ids);
      });
    });
  }
  api.delete(`${ON_ISSUE}/:name`, (c) => {
    const repo = repoOf(world, c);
    requireWrite(world, c, repo, 'triage');
    const issue = issueOf(world, c, repo);
    const label = findLabel(world, repo, c.req.param('name'));
    if (!label || !issue.label_ids.includes(label.id)) throw new ApiProblem(404, 'Label does not exist');
    const rest = `/issues/${issue.number}/labels/${encodeURIComponent(label.name)}`;
    return forwardAs(world, c, { repo, rest, before: { issue } }, () =>
      shown(repo, issueOf(world, c, repo).label_ids),
    );
  });
  // emulate takes them off without an event; as a change to no labels it raises one for each.
  api.delete(ON_ISSUE, async (c) => {
    const repo = repoOf(world, c);
    requireWrite(world, c, repo, 'triage');
    const issue = issueOf(world, c, repo);
    for (const label of shown(repo, issue.label_ids)) {
      const url = `${world.url}/repos/${repo.full_name}/issues/${issue.number}/labels/${encodeURIComponent(label.name)}`;
      const actor = actorOf(world, c.get('caller'));
      const authUser = { login: actor.login, id: actor.id, scopes: ['repo'] };
      await asRequest(c, { issue }, () =>
        world.emulator.fetch(new Request(url, { method: 'DELETE' }), { authUser }),
      );
    }
    return c.body(null, 204);
  });
}

/** A label may be asked for by its name alone. */
function askedLabels(labels: unknown): AskedLabel[] {
  return (Array.isArray(labels) ? labels : []).map((label: unknown) => {
    const given = (typeof label === 'string' ? { name: label } : label) as Partial<AskedLabel>;
    const { name = '', rationale = null, confidence = null, suggest = false } = given;
    return { name: String(name), rationale, confidence, suggest };
  });
}

interface OnIssue {
  repo: RepoRow;
  issue: IssueRow;
}

/** Labels that the automation level, or the agent itself, leaves to people. One that is on already is not proposed. */
function holdLabels(
  { world, ledger }: Hub,
  c: ApiContext,
  { repo, issue }: OnIssue,
  held: AskedLabel[],
): void {
  for (const { name, rationale, confidence } of held) {
    const label = findLabel(world, repo, name);
    if (!label) throw new ApiProblem(422, 'Validation Failed');
    if (issue.label_ids.includes(label.id)) continue;
    const actor_id = actorOf(world, c.get('caller')).id;
    keepSuggestion(world, issue, {
      ...{ label_id: label.id, rationale, confidence, actor_id, state: 'pending', issue_event_id: null },
    });
    const payload = { label: label.name, rationale, confidence };
    asRequest(c, {}, () => ledger.record('suggestion.create', repo.full_name, issue.number, payload));
  }
}

/** The events of labels that an agent put on say why it did. */
function noteIntents({ world }: Hub, c: ApiContext, { repo, issue }: OnIssue, given: AskedLabel[]): void {
  if (!repo.automation) return;
  for (const { name, rationale, confidence } of given) {
    const label = findLabel(world, repo, name);
    if (!label || rationale === null || issue.label_ids.includes(label.id)) continue;
    const event = world.tables.issueEvents
      .findBy('repo_id', repo.id)
      .findLast((row) => row.issue_number === issue.number && row.label_name === label.name);
    if (event) world.tables.issueEvents.update(event.id, { intent: { rationale, confidence } });
    keepSuggestion(world, issue, {
      ...{ label_id: label.id, rationale, confidence, actor_id: actorOf(world, c.get('caller')).id },
      ...{ state: 'applied', issue_event_id: event?.id ?? null },
    });
  }
}

/** GitHub makes a label that is put on an issue and is not there, gray and without a description, and tells of it. */
function createMissing({ world, ledger, events }: Hub, c: ApiContext, repo: RepoRow, name: string): void {
  if (name === '' || findLabel(world, repo, name)) return;
  const row = { node_id: '', repo_id: repo.id, name, color: 'ededed', description: null, default: false };
  const { id } = world.tables.labels.insert(row);
  const label = world.tables.labels.update(id, { node_id: `LA_${id}` });
  if (!label) return;
  asRequest(c, {}, () => {
    ledger.record('repository-label.create', repo.full_name, null, { label: name });
    const extra = { label: labelJson(world, repo, label) };
    events.onRepository('label', 'created', repo, actorOf(world, c.get('caller')), extra);
  });
}
