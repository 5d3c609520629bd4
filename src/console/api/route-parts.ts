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

/** Headers that a write may carry. */
export const writeHeaders = z.object({
  'idempotency-key': z
    .string()
    .max(200)
    .optional()
    .openapi({ description: 'Of your choice; the same key twice is one write, for a day.' }),
});

const problem = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: problemSchema } },
});

/** The answers of a route: what it gives, and the problems that any route may answer. */
export function answers<S extends z.ZodType, N extends 200 | 201 | 202 = 200>(
  schema: S,
  description: string,
  status: N = 200 as N,
) {
  return {
    [status]: { description, content: { 'application/json': { schema } } },
    400: problem('The request is not understood.'),
    401: problem('No token, or one that is not known.'),
    403: problem('The token or the role does not reach.'),
    404: problem('Not there, or not for you.'),
    429: problem('Too many requests with this token.'),
  } as { [K in N]: { description: string; content: { 'application/json': { schema: S } } } };
}

/** A JSON body that must be sent. */
export const body = <S extends z.ZodType>(schema: S) => ({
  content: { 'application/json': { schema } },
  required: true as const,
});

/** Routes whose requests are checked: what is wrong with one is answered as a problem that names each part. */
export function checkedRoutes(): OpenAPIHono<ApiEnv> {
  return new OpenAPIHono<ApiEnv>({
    defaultHook(result) {
      if (result.success) return;
      const errors = result.error.issues.map(({ path, message }) => ({
        at: [result.target, ...path].join('.'),
        problem: message,
      }));
      throw new ApiProblem(400, 'Some parts of the request are not valid.', errors);
    },
  });
}
