import { createHash } from 'node:crypto';
import type { HttpBindings } from '@hono/node-server';
import type { MiddlewareHandler } from 'hono';
import { LRUCache } from 'lru-cache';
import type { RateLimit } from './rate-limit.ts';

/** How long a browser is assumed to be signed in after a signed-in response, in milliseconds. */
const believedFor = 10 * 60 * 1000;

/**
 * Answers 429 to an address that requests too many pages. Static files (`/assets/`) aren't counted. Requests
 * an open page makes itself (its stream, partial updates, a repository's `labels.css`) count against
 * `companions`, by session, if the browser is signed in. Otherwise they count as pages, because every forged
 * cookie costs a database lookup. Not for webhooks, which GitHub sends from few addresses and doesn't retry.
 */
export function limitRequests(options: {
  limit: RateLimit;
  /** Limit for requests that pages of signed-in users make themselves. Without it, everything counts as a page. */
  companions?: RateLimit;
  addressOf: (request: HttpBindings['incoming']) => string;
}): MiddlewareHandler<{ Bindings: HttpBindings; Variables: { session?: { id: string } } }> {
  const { limit, companions, addressOf } = options;
  const signedIn = new LRUCache<string, string>({ max: 10_000, ttl: believedFor });
  return async (c, next) => {
    if (c.req.path.startsWith('/assets/')) return next();
    const cookies = c.req.header('cookie');
    const browser = cookies && createHash('sha256').update(cookies).digest('base64');
    const session = browser && isCompanion(c.req.path, c.req.raw.headers) ? signedIn.get(browser) : undefined;
    const counted =
      session !== undefined && companions
        ? await companions.take(session)
        : await limit.take(addressOf(c.env.incoming));
    if (!counted.allowed) {
      const text = `Too many requests from this address. Try again in ${counted.retryAfter} seconds.`;
      return c.text(text, 429, { 'retry-after': String(counted.retryAfter) });
    }
    await next();
    // The session cookie of a request that was answered as signed in.
    const known = c.get('session')?.id;
    if (!browser) return;
    if (known !== undefined) signedIn.set(browser, known);
    else if (session !== undefined) signedIn.delete(browser);
  };
}

/** Whether a request is for a page's event stream, a partial update, or its label colors. */
function isCompanion(path: string, headers: Headers): boolean {
  const part = headers.has('hx-request') || path.endsWith('/labels.css');
  return part || (headers.get('accept')?.includes('text/event-stream') ?? false);
}
