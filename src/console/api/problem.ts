import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';

/** RFC 9457: what went wrong, in a form for programs. */
export const problemSchema = z
  .object({
    type: z.string().openapi({ example: 'about:blank' }),
    title: z.string().openapi({ example: 'Not found' }),
    status: z.int().openapi({ example: 404 }),
    detail: z.string().openapi({ example: 'There is no such issue, or it is not for you.' }),
    /** Each wrong part of the request, where there are several. */
    errors: z.array(z.object({ at: z.string(), problem: z.string() })).optional(),
  })
  .openapi('Problem');
export type Problem = z.infer<typeof problemSchema>;

const titles = {
  400: 'Bad request',
  401: 'Not signed in',
  403: 'Not allowed',
  404: 'Not found',
  409: 'Conflict',
  413: 'Content too large',
  415: 'Unsupported media type',
  422: 'Not valid',
  429: 'Too many requests',
  500: 'Something went wrong here',
  503: 'Not available now',
} as const;
export type ProblemStatus = keyof typeof titles;

/** Thrown by a route or a middleware to be answered as problem+json. */
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
