import { OpenAPIHono, z } from '@hono/zod-openapi';
import type { ApiEnv } from './api-env.ts';
import { ApiProblem, problemSchema } from './problem.ts';

export const repositoryPath = z.object({
  owner: z
    .string()
    .min(1)
    .max(100)
    .openapi({ param: { name: 'owner', in: 'path' }, example: 'octo-org' }),
  repo: z
    .string()
    .min(1)
    .max(100)
    .openapi({ param: { name: 'repo', in: 'path' }, example: 'hello-world' }),
});

export const issuePath = repositoryPath.extend({
  number: z.coerce
    .number()
    .int()
    .min(1)
    .max(2_147_483_647)
    .openapi({ param: { name: 'number', in: 'path' }, example: 12 }),
});

/** Optional headers of a write. */
export const writeHeaders = z.object({
  'idempotency-key': z.string().max(200).optional().openapi({
    description:
      'A key of your choice. Repeating a request with the same key within a day runs it only once.',
  }),
});

const problem = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: problemSchema } },
});

/** Builds a route's responses: its success response, and the problems any route can return. */
export function answers<S extends z.ZodType, N extends 200 | 201 | 202 = 200>(
  schema: S,
  description: string,
  status: N = 200 as N,
) {
  return {
    [status]: { description, content: { 'application/json': { schema } } },
    400: problem('The request is not valid.'),
    401: problem('The token is missing or invalid.'),
    403: problem('The token lacks the scope, or its owner the role.'),
    404: problem('Not found, or no access.'),
    429: problem('The rate limit of this token is exceeded.'),
  } as { [K in N]: { description: string; content: { 'application/json': { schema: S } } } };
}

/** A required JSON body. */
export const body = <S extends z.ZodType>(schema: S) => ({
  content: { 'application/json': { schema } },
  required: true as const,
});

/** Creates a router that validates requests and answers invalid ones with a problem that names each invalid part. */
export function checkedRoutes(): OpenAPIHono<ApiEnv> {
  return new OpenAPIHono<ApiEnv>({
    defaultHook(result) {
      if (result.success) return;
      const errors = result.error.issues.map(({ path, message }) => ({
        at: [result.target, ...path].join('.'),
        problem: message,
      }));
      throw new ApiProblem(400, 'The request has invalid parameters.', errors);
    },
  });
}
