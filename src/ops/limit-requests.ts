import type { HttpBindings } from '@hono/node-server';
import type { MiddlewareHandler } from 'hono';
import type { RateLimit } from './rate-limit.ts';

/**
 * Answers 429 to an address that asks for too many pages. Files that belong to a page and that a browser keeps (`/assets/`,
 * a repository's `labels.css`) are free.
 * Not for webhooks: GitHub sends from few addresses and does not send again.
 */
export function limitRequests(options: {
  limit: RateLimit;
  addressOf: (request: HttpBindings['incoming']) => string;
}): MiddlewareHandler<{ Bindings: HttpBindings }> {
  const { limit, addressOf } = options;
  return async (c, next) => {
    if (c.req.path.startsWith('/assets/') || c.req.path.endsWith('/labels.css')) return next();
    const { allowed, retryAfter } = await limit.take(addressOf(c.env.incoming));
    if (allowed) return next();
    const text = `Too many requests from this address. Try again in ${retryAfter} seconds.`;
    return c.text(text, 429, { 'retry-after': String(retryAfter) });
  };
}
