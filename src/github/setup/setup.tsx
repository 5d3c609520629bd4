import { type Context, Hono } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { type AssetPaths, Document } from '../../../views/frame/page.tsx';
import { type AppManifest, buildManifest, setupPaths } from './manifest.ts';
import { readPlaces } from './read-places.ts';
import { type RegisteredApp, registerApp } from './register-app.ts';
import { createSetupGuard, isLoopback } from './setup-guard.ts';
import { setupHeaders } from './setup-headers.ts';
import { SetupMessage, SetupPage } from './setup-page.tsx';

const cookieName = 'dispatch_setup';

export interface SetupOptions {
  manifest: AppManifest;
  assets: AssetPaths;
  /** The configured public URL; otherwise the URL in the browser is used. */
  baseUrl: string | null;
  githubUrl: string;
  githubApiUrl: string;
  webhookPath: string;
  webhookProxyUrl: string | null;
  /** The OAuth callback path. */
  callbackPath: string;
  /** The one-time token shown in the log, which grants access to setup. */
  token: string;
  /** Saves the credentials for the next start. */
  keep: (variables: Record<string, string>) => Promise<void>;
  /** Called after the response once the credentials are saved, to restart as the app. */
  onReady: () => void;
  log: { info(fields: object, message: string): void; warn(fields: object, message: string): void };
}

/**
 * Implements GitHub's app manifest flow. `/setup` shows the requested permissions and posts the manifest to
 * GitHub; `/setup/registered` exchanges the code, saves the credentials and redirects to the installation.
 * `state` is verified and single-use, so only the browser that started setup can finish it.
 */
export function createSetup(options: SetupOptions): Hono {
  const { manifest, githubUrl, githubApiUrl, keep, onReady, log } = options;
  const guard = createSetupGuard(options.token);
  const proxies = new Map<string, string | null>();
  const setup = new Hono();
  setup.use(setupHeaders(githubUrl));

  const baseUrlOf = (c: Context) => options.baseUrl ?? new URL(c.req.url).origin;
  const page = (c: Context, title: string, content: unknown, status: 200 | 400 | 403 | 502 = 200) =>
    c.html(
      <Document title={title} theme="auto" assets={options.assets}>
        {content as never}
      </Document>,
      status,
    );
  const refuse = (c: Context, title: string, text: string, status: 400 | 403 | 502 = 403) =>
    page(c, title, <SetupMessage title={title} text={text} again={status !== 403} />, status);

  setup.get('/', (c) => c.redirect(setupPaths.start));

  setup.get(setupPaths.start, (c) => {
    let session = getCookie(c, cookieName);
    if (!guard.knows(session)) {
      const given = c.req.query('token') ?? '';
      if (!guard.redeem(given)) {
        return refuse(
          c,
          'Setup is locked',
          given === ''
            ? 'Open the setup address with its token from the log of this server.'
            : 'This token is invalid or was already used. Restart the server to get a new one.',
        );
      }
      session = guard.openSession();
      setCookie(c, cookieName, session, {
        httpOnly: true,
        sameSite: 'Lax',
        path: setupPaths.start,
        secure: baseUrlOf(c).startsWith('https:'),
      });
      // Removes the token from the address bar and the browser history.
      return c.redirect(setupPaths.start);
    }

    return choosePlaces(c, session);
  });

  function choosePlaces(c: Context, session: string) {
    const baseUrl = baseUrlOf(c);
    const { organization, proxy, installable } = c.req.query();
    const places = readPlaces(
      { organization, proxy, installable },
      proxies.get(session) ?? options.webhookProxyUrl,
    );
    proxies.set(session, places.proxyUrl);
    const webhookUrl = places.proxyUrl ?? `${baseUrl}${options.webhookPath}`;
    const owner = places.organization && `/organizations/${places.organization}`;
    const built = buildManifest(manifest, {
      baseUrl,
      webhookUrl,
      callbackPath: options.callbackPath,
      public: places.public,
    });
    return page(
      c,
      'Setup',
      <SetupPage
        registerUrl={`${githubUrl}${owner}/settings/apps/new?state=${guard.issueState(session)}`}
        manifest={JSON.stringify(built)}
        webhookUrl={webhookUrl}
        typed={places.typed}
        public={places.public}
        reachable={!isLoopback(new URL(webhookUrl).hostname) || isLoopback(new URL(githubUrl).hostname)}
        permissions={Object.entries(manifest.default_permissions).map(([name, level]) => `${name}: ${level}`)}
        problem={places.problem}
      />,
    );
  }

  setup.get(setupPaths.registered, async (c) => {
    const session = getCookie(c, cookieName);
    const { code = '', state = '' } = c.req.query();
    if (!guard.knows(session) || !guard.useState(session, state)) {
      return refuse(
        c,
        'Setup not started here',
        'This response from GitHub doesn’t belong to a setup started in this browser. Start over from the address in the log.',
      );
    }
    if (!/^[\w-]{1,200}$/.test(code)) {
      return refuse(
        c,
        'Missing code',
        'GitHub sent no code. Nothing was changed. Start over from the setup page.',
        400,
      );
    }
    let app: RegisteredApp;
    try {
      // A code can be used only once, so check first that the credentials can be saved.
      await keep({});
    } catch (error) {
      log.warn({ err: error }, 'credentials not saved');
      const text =
        'This server can’t write to its data directory; see the log for details. If the app was already created on GitHub, delete it there and start over.';
      return refuse(c, 'Credentials not saved', text, 502);
    }
    try {
      app = await registerApp(githubApiUrl, code);
    } catch (error) {
      log.warn({ err: error }, 'credentials not received from GitHub');
      const text =
        'A code is valid once, for an hour. If the app was already created on GitHub, delete it there and start over.';
      return refuse(c, 'GitHub rejected the code', text, 502);
    }
    const proxyUrl = proxies.get(session);
    await keep({
      ...app.variables,
      BASE_URL: baseUrlOf(c),
      ...(proxyUrl ? { WEBHOOK_PROXY_URL: proxyUrl } : {}),
    });
    log.info({ app: app.name, url: app.url }, 'app set up and credentials saved');
    setImmediate(onReady);
    return c.redirect(`${app.url}/installations/new`, 303);
  });

  setup.get(setupPaths.installed, (c) => c.redirect('/'));
  return setup;
}
