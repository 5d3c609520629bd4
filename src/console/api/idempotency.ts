import { createHash } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import type { ApiDeps, ApiEnv } from './api-env.ts';
import { ApiProblem } from './problem.ts';

/**
 * A write with an `Idempotency-Key` is done once: the same key with the same request is given the first answer again, for
 * a day (IETF draft idempotency-key-header). Errors of ours free the key; what was wrong with the request is answered again.
 */
export function keepIdempotent({ idempotency }: ApiDeps): MiddlewareHandler<ApiEnv> {
  return async (c, next) => {
    const key = c.req.header('idempotency-key');
    if (key === undefined) return next();
    if (!/^[\x21-\x7e]{1,200}$/.test(key))
      throw new ApiProblem(400, 'An Idempotency-Key has 1 to 200 visible ASCII characters.');
    const { userId } = c.var.token;
    const said = `${c.req.method} ${c.req.path}\n${await c.req.text()}`;
    const known = await idempotency.begin(userId, key, createHash('sha256').update(said).digest('hex'));
    if (known === 'running')
      throw new ApiProblem(409, 'The first request under this Idempotency-Key is still running.');
    if (known === 'other')
      throw new ApiProblem(422, 'This Idempotency-Key was used for another request. Use a new one.');
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
