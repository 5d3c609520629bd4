import { suggestionJson } from '../world/present-issue.ts';
import type { IssueRow, RepoRow, SuggestionRow } from '../world/rows.ts';
import { endSuggestion, suggestionsOf } from '../world/suggestions.ts';
import { type Api, type ApiContext, ApiProblem, actorOf, type Hub, notFound, paged } from './api.ts';
import { asRequest } from './forward.ts';
import { issueOf, repoOf, requireWrite } from './reach.ts';

const ON_ISSUE = '/repos/:owner/:repo/issues/:number{[0-9]+}/suggestions';

/** What agents propose on issues, and what people say to it: there only while the repository has it switched on. */
export function suggestionRoutes(api: Api, { world, ledger }: Hub): void {
  const reached = (c: ApiContext): { repo: RepoRow; issue: IssueRow } => {
    const repo = repoOf(world, c);
    if (!repo.automation) throw notFound();
    requireWrite(world, c, repo, 'triage');
    const issue = issueOf(world, c, repo);
    if (issue.is_pull_request) throw notFound();
    return { repo, issue };
  };
  const pendingOf = (c: ApiContext, issue: IssueRow): SuggestionRow => {
    const row = suggestionsOf(world, issue).find(({ id }) => id === Number(c.req.param('id')));
    if (!row) throw notFound();
    if (row.state !== 'pending') throw new ApiProblem(422, 'Suggestion is not pending');
    return row;
  };

  api.get(ON_ISSUE, (c) => {
    const { issue } = reached(c);
    const state = c.req.query('state') ?? 'pending';
    const action = c.req.query('action') ?? 'add_label';
    const rows = suggestionsOf(world, issue).filter(
      (row) => action === 'add_label' && (state === 'all' || row.state === state),
    );
    return c.json(paged(c, rows).map((row) => suggestionJson(world, row)));
  });
  api.post(`${ON_ISSUE}/:id{[0-9]+}/approve`, async (c) => {
    const { repo, issue } = reached(c);
    const row = pendingOf(c, issue);
    const { login, id } = actorOf(world, c.get('caller'));
    const labels = [world.tables.labels.get(row.label_id)?.name ?? ''];
    const url = `${world.url}/repos/${repo.full_name}/issues/${issue.number}/labels`;
    const headers = { 'content-type': 'application/json' };
    await asRequest(c, { issue }, () =>
      world.emulator.fetch(new Request(url, { method: 'POST', headers, body: JSON.stringify({ labels }) }), {
        authUser: { login, id, scopes: ['repo'] },
      }),
    );
    asRequest(c, {}, () =>
      ledger.record('suggestion.approve', repo.full_name, issue.number, { label: labels[0] }),
    );
    return c.json(suggestionJson(world, endSuggestion(world, row, 'approved', id)));
  });
  api.post(`${ON_ISSUE}/:id{[0-9]+}/dismiss`, (c) => {
    const { repo, issue } = reached(c);
    const row = pendingOf(c, issue);
    const { id } = actorOf(world, c.get('caller'));
    const label = world.tables.labels.get(row.label_id)?.name ?? '';
    asRequest(c, {}, () => ledger.record('suggestion.dismiss', repo.full_name, issue.number, { label }));
    return c.json(suggestionJson(world, endSuggestion(world, row, 'dismissed', id)));
  });
}
