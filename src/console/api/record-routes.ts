import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import { explainAction } from '../../domain/actions/action-reason.ts';
import { may } from '../../domain/commands/rights.ts';
import { effectiveMode } from '../../domain/decide/effective-mode.ts';
import { renderReason } from '../../domain/words/explain-autonomy.ts';
import { explainNotice } from '../../domain/words/explain-notice.ts';
import type { ApiToken } from '../../read/api.ts';
import type { ApiDeps, ApiEnv } from './api-env.ts';
import { findRepository, requireScope } from './authorize.ts';
import {
  auditPageSchema,
  auditStateSchema,
  lessonPageSchema,
  settingsSchema,
  statsSchema,
  themesSchema,
} from './record-schemas.ts';
import { answers, checkedRoutes, repositoryPath } from './route-parts.ts';

/** Builds a read route below a repository. */
function read<S extends z.ZodType>(
  path: string,
  operationId: string,
  tag: string,
  summary: string,
  schema: S,
) {
  return {
    method: 'get' as const,
    path: `/repos/{owner}/{repo}/${path}`,
    operationId,
    tags: [tag],
    summary,
    middleware: requireScope('repository.read'),
    responses: answers(schema, summary),
  };
}

const page = z.object({
  cursor: z.string().max(100).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});

const getStats = createRoute({
  ...read(
    'stats',
    'getStats',
    'Record',
    'Get statistics: today, by week, calibration, labels and cost',
    statsSchema,
  ),
  request: { params: repositoryPath },
});
const listAudit = createRoute({
  ...read(
    'audit',
    'listAudit',
    'Record',
    'List the audit log of writes and lessons, newest first',
    auditPageSchema,
  ),
  request: {
    params: repositoryPath,
    query: page.extend({
      who: z.string().max(100).optional().openapi({ description: 'A GitHub login.' }),
      label: z.string().max(100).optional(),
      model: z.string().max(100).optional(),
      days: z.coerce.number().int().min(1).max(3_650).optional(),
    }),
  },
});
const verifyAudit = createRoute({
  ...read('audit/state', 'verifyAudit', 'Record', 'Verify the integrity of the audit log', auditStateSchema),
  request: { params: repositoryPath },
});
const listLessons = createRoute({
  ...read('lessons', 'listLessons', 'Record', 'List lessons, newest first', lessonPageSchema),
  request: {
    params: repositoryPath,
    query: page.extend({
      number: z.coerce
        .number()
        .int()
        .positive()
        .optional()
        .openapi({ description: 'Only lessons on this issue.' }),
      label: z.string().max(100).optional(),
    }),
  },
});
const listThemes = createRoute({
  ...read('clusters', 'listThemes', 'Record', 'List themes: clusters of similar issues', themesSchema),
  request: { params: repositoryPath },
});
const getSettings = createRoute({
  ...read(
    'settings',
    'getSettings',
    'Record',
    'Get the effective settings and problems in the settings file',
    settingsSchema,
  ),
  request: { params: repositoryPath },
});

const most = { themes: 100, points: 5_000 };

/** Routes that read a repository's statistics, audit log, lessons, themes and settings. */
export function recordRoutes(deps: ApiDeps): OpenAPIHono<ApiEnv> {
  const { pages, lessons, now = () => new Date() } = deps;
  const routes = checkedRoutes();
  const find = (token: ApiToken, { owner, repo }: { owner: string; repo: string }) =>
    findRepository(deps, token, { owner, name: repo }, 'repository.read');

  routes.openapi(getStats, async (c) => {
    const repository = await find(c.var.token, c.req.valid('param'));
    const seen = await pages.overview.overview(
      repository,
      may(repository.role, 'private-notices.read'),
      now(),
    );
    const { today, weeks, calibration, standings, settings, spending } = seen;
    const ladder = Object.fromEntries(standings.map((each) => [each.label, each]));
    const answer = {
      ...{ today, weeks, calibration, spending },
      targetPrecision: settings.target_precision,
      labels: standings.map((each) => {
        const { autonomy, setBy } = effectiveMode(each, settings, ladder);
        return { ...each, why: renderReason(each.why), mode: autonomy, modeSetBy: setBy };
      }),
      dailyBudgetUsd: settings.budget.daily_usd,
    };
    return c.json(answer, 200);
  });

  routes.openapi(listAudit, async (c) => {
    const repository = await find(c.var.token, c.req.valid('param'));
    const { cursor, limit, who = null, label = null, model = null, days = null } = c.req.valid('query');
    const before = /^\d{1,15}$/.test(cursor ?? '') ? Number(cursor) : null;
    const filter = { kind: null, who, label, model, days };
    const { rows, older } = await pages.activity.activity(
      repository,
      filter,
      before,
      limit,
      may(repository.role, 'private-notices.read'),
    );
    const entries = rows.map(({ seq, number, kind, actor, at, effectId, detail }) => ({
      ...{ seq, number, kind, actor, at, effectId },
      detail: inWords(detail),
    }));
    return c.json({ entries, next: older === null ? null : String(older) }, 200);
  });

  routes.openapi(verifyAudit, async (c) => {
    const { rows, brokenAt } = await pages.verify(await find(c.var.token, c.req.valid('param')));
    return c.json({ entries: rows, brokenAt }, 200);
  });

  routes.openapi(listLessons, async (c) => {
    const repository = await find(c.var.token, c.req.valid('param'));
    const { cursor, limit, number, label } = c.req.valid('query');
    const before = z.uuid().safeParse(cursor).success ? cursor : undefined;
    const filter = {
      revoked: true,
      ...(number === undefined ? {} : { number }),
      ...(label === undefined ? {} : { label }),
      ...(before === undefined ? {} : { before }),
    };
    const found = await lessons.list(repository, filter, limit + 1);
    const shown = found.slice(0, limit);
    const told = shown.map(({ id, number: of, subject, verdict, source, by, at, revoked }) => ({
      ...{ id, number: of, subject, verdict, source, by, at, revoked },
    }));
    return c.json({ lessons: told, next: found.length > limit ? (shown.at(-1)?.id ?? null) : null }, 200);
  });

  routes.openapi(listThemes, async (c) => {
    const repository = await find(c.var.token, c.req.valid('param'));
    const { themes, points, drawn } = await pages.similar.themes(repository, most);
    const numbers = Map.groupBy(points, ({ theme }) => theme);
    const told = themes.map(({ id, terms, open, closed, week, burst }) => ({
      ...{ id, terms, open, closed, week, rising: burst !== null },
      issues: (numbers.get(id) ?? []).map(({ number }) => number),
    }));
    return c.json({ themes: told, drawnAt: drawn?.at ?? null }, 200);
  });

  routes.openapi(getSettings, async (c) => {
    const repository = await find(c.var.token, c.req.valid('param'));
    const { source, problems, unmet, readAt, settings } = await pages.settings.read(repository);
    return c.json(
      { source, problems, unmet, readAt, settings: settings as unknown as Record<string, unknown> },
      200,
    );
  });
  return routes;
}

/** What the audit log keeps of an entry, with its codes as English sentences. */
function inWords(detail: Record<string, unknown>): Record<string, unknown> {
  const told = { ...detail };
  if ('why' in detail) told.why = explainAction(detail.why);
  if ('words' in detail) told.words = explainNotice(detail.words);
  return told;
}
