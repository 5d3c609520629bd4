import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import type { ApiDeps, ApiEnv } from './api-env.ts';
import { countRequest, requireScope } from './authorize.ts';
import { answers, checkedRoutes } from './route-parts.ts';
import { repositoryPageSchema, tokenSchema } from './schemas.ts';

/** Number of concurrent role lookups on GitHub. */
const atOnce = 5;

const listRepositories = createRoute({
  method: 'get',
  path: '/repos',
  operationId: 'listRepositories',
  tags: ['Repositories'],
  summary: 'List the repositories you can triage; a page can be empty and still have a next page',
  middleware: requireScope('repository.read'),
  request: {
    query: z.object({
      cursor: z
        .string()
        .regex(/^\d{1,7}$/)
        .optional(),
      limit: z.coerce.number().int().min(1).max(100).default(50).openapi({
        description:
          'Number of repositories to check. Your role in each is looked up on GitHub, and each counts as one request.',
      }),
    }),
  },
  responses: answers(repositoryPageSchema, 'A page of repositories.'),
});

const getToken = createRoute({
  method: 'get',
  path: '/token',
  operationId: 'getToken',
  tags: ['Repositories'],
  summary: 'Get the token of this request: its owner, scopes and expiration',
  responses: answers(tokenSchema, 'The token.'),
});

/**
 * Routes that list repositories. Access to each is looked up on GitHub, so `limit` is the number of
 * repositories *checked*, and each counts against the token's rate limit like a request.
 */
export function repositoryRoutes(deps: ApiDeps): OpenAPIHono<ApiEnv> {
  const { repositories, roles } = deps;
  const routes = checkedRoutes();

  routes.openapi(getToken, (c) => {
    const { name, login, scopes, createdAt, expiresAt } = c.var.token;
    const times = { createdAt: createdAt.toISOString(), expiresAt: expiresAt.toISOString() };
    return c.json({ name, login, scopes, ...times }, 200);
  });

  routes.openapi(listRepositories, async (c) => {
    const { cursor = '0', limit } = c.req.valid('query');
    const all = await repositories.all();
    const end = Math.min(all.length, Number(cursor) + limit);
    const seen = [];
    let place = Number(cursor);
    let allowed = true;
    while (allowed && place < end) {
      const batch = [];
      while (batch.length < atOnce && place < end) {
        allowed = (await countRequest(deps, c)).allowed;
        if (!allowed) break;
        batch.push(all[place++]);
      }
      const found = await Promise.all(
        batch.map((each) => (each ? roles.find(each.owner, each.name, c.var.token) : null)),
      );
      seen.push(...found.filter((each) => each !== null));
    }
    const told = seen.map(({ owner, name, private: hidden, role }) => ({
      owner,
      name,
      private: hidden,
      role,
    }));
    return c.json({ repositories: told, next: place < all.length ? String(place) : null }, 200);
  });
  return routes;
}
