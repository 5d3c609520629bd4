import { Hono } from 'hono';
import { Document } from '../../../../views/frame/page.tsx';
import type { TokenStore } from '../../../read/api.ts';
import type { SignIn } from '../../../read/console.ts';
import type { ConsoleContext } from '../../frame/console-context.ts';
import { ownPath } from '../../frame/own-path.ts';
import { readTheme } from '../../frame/theme.ts';
import { SignInPage } from './page.tsx';

/** The OAuth callback path, which is also part of the app's registration. */
export const callbackPath = '/sign-in/callback';

const problems: Record<string, string> = {
  ended: 'Your session expired. Sign in again.',
  refused: 'GitHub didn’t confirm the sign-in. Try again.',
  stale: 'This sign-in link has expired or was opened in a different browser. Try again.',
};

/** Routes to sign in through GitHub (with PKCE and a single-use state bound to the browser) and to sign out. */
export function signInRoutes(
  { baseUrl, sessions, access, assets, feed, log }: ConsoleContext,
  signIn: SignIn,
  tokens: Pick<TokenStore, 'rename'>,
): Hono {
  const redirectUrl = new URL(callbackPath, baseUrl).href;
  const routes = new Hono();

  routes.get('/sign-in', async (c) => {
    const returnTo = ownPath(c.req.query('return_to'), baseUrl);
    if (await sessions.read(c)) return c.redirect(returnTo);
    const problem = Object.keys(problems).find((name) => c.req.query(name));
    return c.html(
      <Document title="Sign in" theme={readTheme(c)} assets={assets}>
        <SignInPage returnTo={returnTo} problem={problem && problems[problem]} />
      </Document>,
    );
  });

  routes.get('/sign-in/github', async (c) => {
    const { state, challenge } = await sessions.beginSignIn(c, ownPath(c.req.query('return_to'), baseUrl));
    return c.redirect(signIn.authorizeUrl({ state, challenge, redirectUrl }));
  });

  routes.get(callbackPath, async (c) => {
    const { code, state } = c.req.query();
    const begun = state ? await sessions.finishSignIn(c, state) : null;
    if (!begun) return c.redirect('/sign-in?stale=1');
    if (!code) return c.redirect('/sign-in?refused=1');
    try {
      const person = await signIn.exchange({ code, verifier: begun.verifier, redirectUrl });
      await sessions.begin(c, person);
      await tokens.rename(person.userId, person.login);
    } catch (error) {
      log.warn({ err: error }, 'sign-in failed');
      return c.redirect('/sign-in?refused=1');
    }
    return c.redirect(ownPath(begun.returnTo, baseUrl));
  });

  routes.post('/sign-out', async (c) => {
    const session = await sessions.read(c);
    await sessions.end(c);
    if (session) {
      access.forget(session);
      feed.endSession(session.id);
    }
    return c.redirect('/sign-in', 303);
  });
  return routes;
}
