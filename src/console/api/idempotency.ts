import { createHash } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import type { ApiDeps, ApiEnv } from './api-env.ts';
import { ApiProblem } from './problem.ts';

/**
 * Runs a write with an `Idempotency-Key` only once: for a day, repeating the request replays the first
 * response (IETF draft idempotency-key-header). A server error releases the key; a client error is replayed.
 */
export function keepIdempotent({ idempotency }: ApiDeps): MiddlewareHandler<ApiEnv> {
  return async (c, next) => {
    const key = c.req.header('idempotency-key');
    if (key === undefined) return next();
    if (!/^[\x21-\x7e]{1,200}$/.test(key))
      throw new ApiProblem(400, 'An Idempotency-Key must have 1 to 200 visible ASCII characters.');
    const { userId } = c.var.token;
    const said = `${c.req.method} ${c.req.path}\n${await c.req.text()}`;
    const known = await idempotency.begin(userId, key, createHash('sha256').update(said).digest('hex'));
    if (known === 'running')
      throw new ApiProblem(409, 'The first request with this Idempotency-Key is still in progress.');
    if (known === 'other')
      throw new ApiProblem(
        422,
        'This Idempotency-Key was already used for a different request. Use a new one.',
      );
    if (known !== 'fresh') {
      c.header('idempotency-replayed', 'true');
      return c.json(known.answer as object, known.status as 200);
    }
    await next();
    const answered = c.error === undefined && c.res.status < 400;
    if (answered)
      await idempotency.finish(userId, key, { status: c.res.status, answer: await c.res.clone().json() });
    else await idempotency.release(userId, key);
  };
}
