import type { HttpBindings } from '@hono/node-server';
import type { MiddlewareHandler } from 'hono';
import { LRUCache } from 'lru-cache';
import type { RateLimit } from './rate-limit.ts';

/**
 * Answers 429 to an address that was refused with 401 too often: nobody tries tokens by the thousand, or keeps the database
 * busy with them. Requests with a token that holds are free; they are counted by their token.
 */
export function limitRefusals(options: {
  limit: RateLimit;
  addressOf: (request: HttpBindings['incoming']) => string;
  /** Milliseconds since 1970; another clock is for tests. */
  now?: () => number;
}): MiddlewareHandler<{ Bindings: HttpBindings }> {
  const { limit, addressOf, now = Date.now } = options;
  const refusedUntil = new LRUCache<string, number>({ max: 10_000 });
  return async (c, next) => {
    const address = addressOf(c.env.incoming);
    const wait = Math.ceil(((refusedUntil.get(address) ?? 0) - now()) / 1000);
    if (wait > 0) {
      const text = `Too many requests without a token from this address. Try again in ${wait} seconds.`;
      return c.text(text, 429, { 'retry-after': String(wait) });
    }
    await next();
    if (c.res.status !== 401) return;
    const { allowed, retryAfter } = await limit.take(address);
    if (!allowed) refusedUntil.set(address, now() + retryAfter * 1000);
  };
}
