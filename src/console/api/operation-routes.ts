import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import { accountOf } from '../person.ts';
import type { ApiDeps, ApiEnv } from './api-env.ts';
import { findRepository, requireScope } from './authorise.ts';
import { keepIdempotent } from './idempotency.ts';
import { changedSchema, failurePageSchema } from './record-schemas.ts';
import { answers, body, checkedRoutes, repositoryPath, writeHeaders } from './route-parts.ts';

const listFailures = createRoute({
  method: 'get',
  path: '/repos/{owner}/{repo}/failures',
  operationId: 'listFailures',
  tags: ['Operation'],
  summary: 'What failed, newest first: waiting for its next try, or given up',
  middleware: requireScope('operate'),
  request: {
    params: repositoryPath,
    query: z.object({ limit: z.coerce.number().int().min(1).max(100).default(50) }),
  },
  responses: answers(failurePageSchema, 'What failed.'),
});

const deliveries = z.array(z.string().min(1).max(100)).min(1).max(100);

/** Failures, and what teaches no more. */
export function operationRoutes(deps: ApiDeps): OpenAPIHono<ApiEnv> {
  const { pages } = deps;
  const routes = checkedRoutes();
  const find = (login: string, { owner, repo }: { owner: string; repo: string }) =>
    findRepository(deps, login, { owner, name: repo });

  routes.openapi(listFailures, async (c) => {
    const repository = await find(c.var.token.login, c.req.valid('param'));
    return c.json({ failures: await pages.failures.list(repository, c.req.valid('query').limit) }, 200);
  });

  const redrive = createRoute({
    method: 'post',
    path: '/repos/{owner}/{repo}/failures/redrive',
    operationId: 'redriveFailures',
    tags: ['Operation'],
    summary: 'Try deliveries again that were given up',
    middleware: [requireScope('operate'), keepIdempotent(deps)] as const,
    request: {
      params: repositoryPath,
      headers: writeHeaders,
      body: body(z.object({ deliveryIds: deliveries })),
    },
    responses: answers(changedSchema, 'How many are tried again.'),
  });
  routes.openapi(redrive, async (c) => {
    const repository = await find(c.var.token.login, c.req.valid('param'));
    const { deliveryIds } = c.req.valid('json');
    return c.json(
      { changed: await pages.failures.retry(repository, deliveryIds, accountOf(c.var.token)) },
      200,
    );
  });

  const drop = createRoute({
    method: 'post',
    path: '/repos/{owner}/{repo}/failures/drop',
    operationId: 'dropFailures',
    tags: ['Operation'],
    summary: 'Give up on deliveries for good, with a reason',
    middleware: [requireScope('operate'), keepIdempotent(deps)] as const,
    request: {
      params: repositoryPath,
      headers: writeHeaders,
      body: body(z.object({ deliveryIds: deliveries, reason: z.string().trim().min(1).max(300) })),
    },
    responses: answers(changedSchema, 'How many were dropped.'),
  });
  routes.openapi(drop, async (c) => {
    const repository = await find(c.var.token.login, c.req.valid('param'));
    const { deliveryIds, reason } = c.req.valid('json');
    const changed = await pages.failures.drop(repository, deliveryIds, reason, accountOf(c.var.token));
    return c.json({ changed }, 200);
  });

  const revoke = createRoute({
    method: 'post',
    path: '/repos/{owner}/{repo}/lessons/revoke',
    operationId: 'revokeLessons',
    tags: ['Corrections'],
    summary: 'Let lessons count for nothing: by their ids, or all of one person',
    middleware: [requireScope('write'), keepIdempotent(deps)] as const,
    request: {
      params: repositoryPath,
      headers: writeHeaders,
      body: body(
        z.union([
          z.object({ ids: z.array(z.uuid()).min(1).max(100) }),
          z.object({ person: z.int().openapi({ description: 'By their numeric id at GitHub.' }) }),
        ]),
      ),
    },
    responses: answers(changedSchema, 'How many were revoked.'),
  });
  routes.openapi(revoke, async (c) => {
    const repository = await find(c.var.token.login, c.req.valid('param'));
    const revoked = await deps.lessons.revoke(repository, c.req.valid('json'), accountOf(c.var.token));
    return c.json({ changed: revoked.length }, 200);
  });
  return routes;
}
