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
  /** How we are reached, where that was configured; else the address in the browser's bar counts. */
  baseUrl: string | null;
  githubUrl: string;
  githubApiUrl: string;
  webhookPath: string;
  webhookProxyUrl: string | null;
  /** Where GitHub sends people after they signed in. */
  callbackPath: string;
  /** The one-time token that the log shows. Whoever has it may set the App up. */
  token: string;
  /** Keeps the credentials for the next start. */
  keep: (variables: Record<string, string>) => Promise<void>;
  /** Called once they are kept, after the answer: start as the App. */
  onReady: () => void;
  log: { info(fields: object, message: string): void; warn(fields: object, message: string): void };
}

/**
 * GitHub's App-manifest flow in two routes. `/setup` shows what will be asked for and posts the manifest to GitHub;
 * `/setup/registered` takes the code that GitHub sends back, keeps the credentials and goes on to the installation.
 * Only the browser that was let in can finish what it began: `state` is checked and works once.
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
          'Setup is closed',
          given === ''
            ? 'The log of this server shows an address with a token. Open that one.'
            : 'This token is wrong or was used already. Restart the server to get another.',
        );
      }
      session = guard.openSession();
      setCookie(c, cookieName, session, {
        httpOnly: true,
        sameSite: 'Lax',
        path: setupPaths.start,
        secure: baseUrlOf(c).startsWith('https:'),
      });
      // The token leaves the address bar, and with it the history.
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
        'Not started here',
        'This answer of GitHub belongs to no setup that this browser began.',
      );
    }
    if (!/^[\w-]{1,200}$/.test(code)) {
      return refuse(c, 'No code', 'GitHub sent no code. Nothing was changed.', 400);
    }
    let app: RegisteredApp;
    try {
      // A code works once: see first that what it gives can be kept.
      await keep({});
    } catch (error) {
      log.warn({ err: error }, 'the credentials could not be kept');
      const text =
        'This server cannot write into its data directory. The log says more. If the App stands in your list at GitHub, delete it there.';
      return refuse(c, 'Nowhere to keep the keys', text, 502);
    }
    try {
      app = await registerApp(githubApiUrl, code);
    } catch (error) {
      log.warn({ err: error }, 'GitHub did not hand out the credentials');
      const text =
        'A code works once and for an hour. If the App stands in your list at GitHub, delete it there first.';
      return refuse(c, 'GitHub did not take the code', text, 502);
    }
    const proxyUrl = proxies.get(session);
    await keep({
      ...app.variables,
      BASE_URL: baseUrlOf(c),
      ...(proxyUrl ? { WEBHOOK_PROXY_URL: proxyUrl } : {}),
    });
    log.info({ app: app.name, url: app.url }, 'the App is set up; its credentials are kept');
    setImmediate(onReady);
    return c.redirect(`${app.url}/installations/new`, 303);
  });

  setup.get(setupPaths.installed, (c) => c.redirect('/'));
  return setup;
}
