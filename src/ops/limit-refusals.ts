import type { HttpBindings } from '@hono/node-server';
import type { MiddlewareHandler } from 'hono';
import { LRUCache } from 'lru-cache';
import type { RateLimit } from './rate-limit.ts';

/**
 * Answers 429 to an address with too many 401 responses, so that nobody can guess tokens or keep the
 * database busy. Requests with a valid token aren't counted here but by token.
 */
export function limitRefusals(options: {
  limit: RateLimit;
  addressOf: (request: HttpBindings['incoming']) => string;
  /** Clock in milliseconds since 1970, replaceable in tests. */
  now?: () => number;
}): MiddlewareHandler<{ Bindings: HttpBindings }> {
  const { limit, addressOf, now = Date.now } = options;
  const refusedUntil = new LRUCache<string, number>({ max: 10_000 });
  return async (c, next) => {
    const address = addressOf(c.env.incoming);
    const wait = Math.ceil(((refusedUntil.get(address) ?? 0) - now()) / 1000);
    if (wait > 0) {
      const text = `Too many unauthenticated requests from this address. Try again in ${wait} seconds.`;
      return c.text(text, 429, { 'retry-after': String(wait) });
    }
    await next();
    if (c.res.status !== 401) return;
    const { allowed, retryAfter } = await limit.take(address);
    if (!allowed) refusedUntil.set(address, now() + retryAfter * 1000);
  };
}
