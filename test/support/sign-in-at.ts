import { Hono } from 'hono';
import { createSessions } from '../../src/console/frame/sessions.ts';
import { createSessionStore } from '../../src/store/console/sessions.ts';
import { userToken } from '../demo/picker.ts';
import { type RunningDispatch, sessionSecret } from './running-dispatch.ts';

/** An address that a seed's `app.callbackUrls` must name. */
export const testCallback = 'http://127.0.0.1:1/auth/callback';

/** The cookie of a person who signed in at a running App, with a token of theirs that the local GitHub gave. */
export async function signInAt({ github, dispatch }: RunningDispatch, login: string): Promise<string> {
  const token = await userToken(github, testCallback, login);
  const sessions = createSessions({
    store: createSessionStore(dispatch.database),
    secret: sessionSecret,
    baseUrl: dispatch.url,
  });
  const userId = github.world.tables.users.findOneBy('login', login)?.id ?? 0;
  const app = new Hono().get('/', async (c) => {
    await sessions.begin(c, { login, userId, avatarUrl: '', token, expiresAt: null });
    return c.text('');
  });
  const answer = await app.request('/');
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0] ?? '')
    .filter((pair) => !pair.endsWith('='))
    .join('; ');
}
