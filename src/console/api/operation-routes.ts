import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import type { Operation } from '../../domain/commands/rights.ts';
import type { ApiToken } from '../../read/api.ts';
import { accountOf } from '../frame/person.ts';
import type { ApiDeps, ApiEnv } from './api-env.ts';
import { findRepository, requireScope } from './authorize.ts';
import { keepIdempotent } from './idempotency.ts';
import { changedSchema, failurePageSchema } from './record-schemas.ts';
import { answers, body, checkedRoutes, repositoryPath, writeHeaders } from './route-parts.ts';

const listFailures = createRoute({
  method: 'get',
  path: '/repos/{owner}/{repo}/failures',
  operationId: 'listFailures',
  tags: ['Operation'],
  summary: 'List failures, newest first: pending retries and dead letters',
  middleware: requireScope('failures.read'),
  request: {
    params: repositoryPath,
    query: z.object({ limit: z.coerce.number().int().min(1).max(100).default(50) }),
  },
  responses: answers(failurePageSchema, 'A page of failures.'),
});

const deliveries = z.array(z.string().min(1).max(100)).min(1).max(100);

/** Routes for failures and for revoking lessons. */
export function operationRoutes(deps: ApiDeps): OpenAPIHono<ApiEnv> {
  const { pages } = deps;
  const routes = checkedRoutes();
  const find = (token: ApiToken, { owner, repo }: { owner: string; repo: string }, operation: Operation) =>
    findRepository(deps, token, { owner, name: repo }, operation);

  routes.openapi(listFailures, async (c) => {
    const repository = await find(c.var.token, c.req.valid('param'), 'failures.read');
    return c.json({ failures: await pages.failures.list(repository, c.req.valid('query').limit) }, 200);
  });

  const redrive = createRoute({
    method: 'post',
    path: '/repos/{owner}/{repo}/failures/redrive',
    operationId: 'redriveFailures',
    tags: ['Operation'],
    summary: 'Retry dead letters',
    middleware: [requireScope('failures.retry'), keepIdempotent(deps)] as const,
    request: {
      params: repositoryPath,
      headers: writeHeaders,
      body: body(z.object({ deliveryIds: deliveries })),
    },
    responses: answers(changedSchema, 'The number of retried deliveries.'),
  });
  routes.openapi(redrive, async (c) => {
    const repository = await find(c.var.token, c.req.valid('param'), 'failures.retry');
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
    summary: 'Drop failed deliveries permanently, with a reason',
    middleware: [requireScope('failures.drop'), keepIdempotent(deps)] as const,
    request: {
      params: repositoryPath,
      headers: writeHeaders,
      body: body(z.object({ deliveryIds: deliveries, reason: z.string().trim().min(1).max(300) })),
    },
    responses: answers(changedSchema, 'The number of dropped deliveries.'),
  });
  routes.openapi(drop, async (c) => {
    const repository = await find(c.var.token, c.req.valid('param'), 'failures.drop');
    const { deliveryIds, reason } = c.req.valid('json');
    const changed = await pages.failures.drop(repository, deliveryIds, reason, accountOf(c.var.token));
    return c.json({ changed }, 200);
  });

  const revoke = createRoute({
    method: 'post',
    path: '/repos/{owner}/{repo}/lessons/revoke',
    operationId: 'revokeLessons',
    tags: ['Corrections'],
    summary: 'Revoke lessons by id, or all lessons of one person',
    middleware: [requireScope('lessons.revoke'), keepIdempotent(deps)] as const,
    request: {
      params: repositoryPath,
      headers: writeHeaders,
      body: body(
        z.union([
          z.object({ ids: z.array(z.uuid()).min(1).max(100) }),
          z.object({ person: z.int().openapi({ description: 'Numeric GitHub user ID.' }) }),
        ]),
      ),
    },
    responses: answers(changedSchema, 'The number of revoked lessons.'),
  });
  routes.openapi(revoke, async (c) => {
    const which = c.req.valid('json');
    const operation = 'person' in which ? 'lessons.revoke-person' : 'lessons.revoke';
    const repository = await find(c.var.token, c.req.valid('param'), operation);
    const revoked = await deps.lessons.revoke(repository, which, accountOf(c.var.token));
    return c.json({ changed: revoked.length }, 200);
  });
  return routes;
}
