import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';

/** A problem document as defined by RFC 9457. */
export const problemSchema = z
  .object({
    type: z.string().openapi({ example: 'about:blank' }),
    title: z.string().openapi({ example: 'Not found' }),
    status: z.int().openapi({ example: 404 }),
    detail: z.string().openapi({ example: 'The issue doesn’t exist, or you don’t have access to it.' }),
    /** The invalid parts of the request. */
    errors: z.array(z.object({ at: z.string(), problem: z.string() })).optional(),
  })
  .openapi('Problem');
export type Problem = z.infer<typeof problemSchema>;

const titles = {
  400: 'Bad request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not found',
  409: 'Conflict',
  413: 'Content too large',
  415: 'Unsupported media type',
  422: 'Unprocessable content',
  429: 'Too many requests',
  500: 'Internal server error',
  503: 'Service unavailable',
} as const;
export type ProblemStatus = keyof typeof titles;

/** An error that is answered as problem+json. */
export class ApiProblem extends Error {
  readonly status: ProblemStatus;
  readonly errors: NonNullable<Problem['errors']> | undefined;
  constructor(status: ProblemStatus, detail: string, errors?: Problem['errors']) {
    super(detail);
    this.status = status;
    this.errors = errors;
  }
}

export function answerProblem(c: Context, { status, message, errors }: ApiProblem): Response {
  const problem: Problem = {
    type: 'about:blank',
    title: titles[status],
    status,
    detail: message,
    ...(errors ? { errors } : {}),
  };
  return c.body(JSON.stringify(problem), status, { 'content-type': 'application/problem+json' });
}
