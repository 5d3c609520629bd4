import { createHash } from 'node:crypto';
import type { HttpBindings } from '@hono/node-server';
import type { MiddlewareHandler } from 'hono';
import { LRUCache } from 'lru-cache';
import type { RateLimit } from './rate-limit.ts';

/** How long a browser that was answered as signed in is believed to be so, in milliseconds. */
const believedFor = 10 * 60 * 1000;

/**
 * Answers 429 to an address that asks for too many pages. Files that are the same for everybody (`/assets/`) are free. What an
 * open page asks for by itself (its stream, parts of it, a repository's `labels.css`) was counted with the page: from a browser
 * that is signed in it counts against `companions`, by session, and not against the address again. From any other it is a page:
 * each made-up cookie costs a look into the database.
 * Not for webhooks: GitHub sends from few addresses and does not send again.
 */
export function limitRequests(options: {
  limit: RateLimit;
  /** For what pages of signed-in people ask for by themselves; without it everything counts as a page. */
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
    // Whoever was let in as signed in told so by this very cookie.
    const known = c.get('session')?.id;
    if (!browser) return;
    if (known !== undefined) signedIn.set(browser, known);
    else if (session !== undefined) signedIn.delete(browser);
  };
}

/** A page's event stream, a part of a page, or the colors of its labels. */
function isCompanion(path: string, headers: Headers): boolean {
  const part = headers.has('hx-request') || path.endsWith('/labels.css');
  return part || (headers.get('accept')?.includes('text/event-stream') ?? false);
}
