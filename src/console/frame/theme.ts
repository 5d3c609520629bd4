import { type Context, Hono } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import type { Theme } from '../../../views/frame/frame-props.ts';
import type { ConsoleContext } from './console-context.ts';
import { ownPath } from './own-path.ts';

const themes: Theme[] = ['light', 'dark', 'auto'];

/** Reads the theme chosen in this browser; defaults to the system theme. */
export function readTheme(c: Context): Theme {
  const chosen = getCookie(c, 'theme');
  return themes.find((theme) => theme === chosen) ?? 'auto';
}

/** Route that sets the theme. The choice is per browser, so it is stored in a cookie. */
export function themeRoutes({ baseUrl }: ConsoleContext): Hono {
  const routes = new Hono();
  routes.post('/theme', async (c) => {
    const form = await c.req.parseBody();
    const theme = themes.find((each) => each === form.theme) ?? 'auto';
    setCookie(c, 'theme', theme, {
      path: '/',
      sameSite: 'Lax',
      httpOnly: true,
      secure: baseUrl.startsWith('https:'),
      maxAge: 31_536_000,
    });
    return c.redirect(ownPath(form.return_to, baseUrl), 303);
  });
  return routes;
}
