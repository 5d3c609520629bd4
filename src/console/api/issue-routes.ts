import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import { explainAction } from '../../domain/actions/action-reason.ts';
import { outcomes } from '../../domain/decide/outcome.ts';
import { explainAutonomy } from '../../domain/words/explain-autonomy.ts';
import { explainProblem } from '../../domain/words/explain-problem.ts';
import { explainRouting } from '../../domain/words/explain-routing.ts';
import type { TimelineEntry, TriageRecord } from '../../read/console.ts';
import type { ApiDeps, ApiEnv } from './api-env.ts';
import { findRepository, requireScope } from './authorize.ts';
import { ApiProblem } from './problem.ts';
import { answers, checkedRoutes, issuePath, repositoryPath } from './route-parts.ts';
import { issuePageSchema, issueSchema } from './schemas.ts';

const listIssues = createRoute({
  method: 'get',
  path: '/repos/{owner}/{repo}/issues',
  operationId: 'listIssues',
  tags: ['Issues'],
  summary: 'List issues, most recently updated first',
  middleware: requireScope('repository.read'),
  request: {
    params: repositoryPath,
    query: z.object({
      q: z.string().max(200).optional().openapi({ description: 'Words in the title, or an issue number.' }),
      state: z.enum(['open', 'closed', 'all']).default('open'),
      label: z.string().max(100).optional(),
      outcome: z.enum(outcomes).optional().openapi({ description: 'Outcome of the latest triage.' }),
      days: z.coerce
        .number()
        .int()
        .min(1)
        .max(999)
        .optional()
        .openapi({ description: 'Triaged within this number of days.' }),
      cursor: z.string().max(100).optional(),
      limit: z.coerce.number().int().min(1).max(100).default(50),
    }),
  },
  responses: answers(issuePageSchema, 'A page of issues.'),
});

const getIssue = createRoute({
  method: 'get',
  path: '/repos/{owner}/{repo}/issues/{number}',
  operationId: 'getIssue',
  tags: ['Issues'],
  summary: 'Get an issue with its triage, evidence, writes and timeline',
  middleware: requireScope('repository.read'),
  request: { params: issuePath },
  responses: answers(issueSchema, 'The issue.'),
});

/** Routes that read issues. */
export function issueRoutes(deps: ApiDeps): OpenAPIHono<ApiEnv> {
  const { reads } = deps;
  const routes = checkedRoutes();

  routes.openapi(listIssues, async (c) => {
    const { owner, repo } = c.req.valid('param');
    const repository = await findRepository(deps, c.var.token, { owner, name: repo }, 'repository.read');
    const {
      q = '',
      state,
      label = null,
      outcome = null,
      days = null,
      cursor = null,
      limit,
    } = c.req.valid('query');
    const page = await reads.listIssues(repository, { text: q, state, label, outcome, days }, cursor, limit);
    return c.json({ issues: page.rows, next: page.older }, 200);
  });

  routes.openapi(getIssue, async (c) => {
    const { owner, repo, number } = c.req.valid('param');
    const repository = await findRepository(deps, c.var.token, { owner, name: repo }, 'repository.read');
    const found = await reads.issue(repository, number);
    if (!found) throw new ApiProblem(404, `${owner}/${repo} has no issue #${number}.`);
    const { issue, triage, writes, timeline } = found;
    return c.json(
      {
        issue,
        timeline: timeline.map(withReason),
        triage: triage === null || triage === 'unreadable' ? null : explained(triage),
        writes: writes.map((write) => ({
          ...write,
          why: explainAction(write.why),
          reason: write.reason && explainProblem(write.reason),
        })),
      },
      200,
    );
  });
  return routes;
}

/** A timeline entry with the reason of a refusal as an English sentence. */
function withReason(entry: TimelineEntry): TimelineEntry {
  if (entry.kind !== 'refused') return entry;
  return { ...entry, detail: { ...entry.detail, reason: explainProblem(entry.detail.reason) } };
}

/** The triage with the reasons of its values and its routing in English. */
function explained(triage: TriageRecord) {
  const values = triage.decision.values.map((value) => ({
    ...value,
    why: explainAutonomy(value.autonomy, value.why),
  }));
  const { routing } = triage.decision;
  const told = routing && { ...routing, reasons: routing.reasons.map(explainRouting) };
  return { ...triage, decision: { ...triage.decision, values, ...(told ? { routing: told } : {}) } };
}
