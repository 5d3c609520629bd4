import type { MiddlewareHandler } from 'hono';
import type { ConsoleContext, ConsoleEnv } from './console-context.ts';

/** Requires a session. Redirects to the sign-in page, and from there back to the requested page. */
export function requireSession({ sessions }: ConsoleContext): MiddlewareHandler<ConsoleEnv> {
  return async (c, next) => {
    const session = await sessions.read(c);
    if (session) {
      c.set('session', session);
      return next();
    }
    const page = c.req.method === 'GET' && !c.req.header('accept')?.includes('text/event-stream');
    if (!page) return c.text('Sign in to continue.', 401);
    const { pathname, search } = new URL(c.req.url);
    const wanted = pathname + search;
    return c.redirect(wanted === '/' ? '/sign-in' : `/sign-in?return_to=${encodeURIComponent(wanted)}`);
  };
}
