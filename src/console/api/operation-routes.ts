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
  summary: 'What failed, newest first: waiting for its next try, or given up',
  middleware: requireScope('failures.read'),
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
    summary: 'Try deliveries again that were given up',
    middleware: [requireScope('failures.retry'), keepIdempotent(deps)] as const,
    request: {
      params: repositoryPath,
      headers: writeHeaders,
      body: body(z.object({ deliveryIds: deliveries })),
    },
    responses: answers(changedSchema, 'How many are tried again.'),
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
    summary: 'Give up on deliveries for good, with a reason',
    middleware: [requireScope('failures.drop'), keepIdempotent(deps)] as const,
    request: {
      params: repositoryPath,
      headers: writeHeaders,
      body: body(z.object({ deliveryIds: deliveries, reason: z.string().trim().min(1).max(300) })),
    },
    responses: answers(changedSchema, 'How many were dropped.'),
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
    summary: 'Let lessons count for nothing: by their ids, or all of one person',
    middleware: [requireScope('lessons.revoke'), keepIdempotent(deps)] as const,
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
    const which = c.req.valid('json');
    const operation = 'person' in which ? 'lessons.revoke-person' : 'lessons.revoke';
    const repository = await find(c.var.token, c.req.valid('param'), operation);
    const revoked = await deps.lessons.revoke(repository, which, accountOf(c.var.token));
    return c.json({ changed: revoked.length }, 200);
  });
  return routes;
}
