import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import type { ApiDeps, ApiEnv } from './api-env.ts';
import { countRequest, requireScope } from './authorize.ts';
import { answers, checkedRoutes } from './route-parts.ts';
import { repositoryPageSchema, tokenSchema } from './schemas.ts';

/** So many roles are asked of GitHub at a time. */
const atOnce = 5;

const listRepositories = createRoute({
  method: 'get',
  path: '/repos',
  operationId: 'listRepositories',
  tags: ['Repositories'],
  summary: 'List the repositories that you may triage; a page may be empty and yet have a next one',
  middleware: requireScope('repository.read'),
  request: {
    query: z.object({
      cursor: z
        .string()
        .regex(/^\d{1,7}$/)
        .optional(),
      limit: z.coerce.number().int().min(1).max(100).default(50).openapi({
        description: 'How many to look at. GitHub is asked for your role in each: each counts as a request.',
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
  summary: 'The token of this request: whose it is, what it may do and when it expires',
  responses: answers(tokenSchema, 'The token.'),
});

/**
 * The list of repositories. Whether a person may see one is asked of GitHub for each, so a page is so many *looked at*, and each
 * costs the token what a request for it would.
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
