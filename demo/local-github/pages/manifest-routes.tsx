import { randomBytes } from 'node:crypto';
import { Hono } from 'hono';
import { registerApp } from '../accounts/apps.ts';
import { createInstallation } from '../accounts/install-app.ts';
import { type Api, type Hub, notFound } from '../api/api.ts';
import { appJson, installationJson } from '../world/present-account.ts';
import type { AppRow, InstallationRow } from '../world/rows.ts';
import { repositoriesOf, type World } from '../world/world.ts';
import { Layout } from './layout.tsx';

interface Manifest {
  name?: string;
  url?: string;
  hook_attributes?: { url?: string; active?: boolean };
  redirect_url?: string;
  callback_urls?: string[];
  setup_url?: string;
  description?: string;
  default_permissions?: Record<string, string>;
  default_events?: string[];
}

/** What is wrong with a manifest; GitHub shows the same kind of list. */
function manifestProblems(manifest: Manifest): string[] {
  return [
    ...(manifest.url ? [] : ['url is missing']),
    ...(manifest.redirect_url ? [] : ['redirect_url is missing']),
    ...(manifest.hook_attributes && !manifest.hook_attributes.url ? ['hook_attributes.url is missing'] : []),
    ...((manifest.default_events ?? []).some((event) => event.startsWith('installation'))
      ? ['default_events holds an event that needs no asking']
      : []),
  ];
}

/** Short numbers and names of what an installation payload lists. */
export function briefRepositories(world: World, installation: InstallationRow) {
  return repositoriesOf(world, installation).map(({ id, node_id, name, full_name, private: hidden }) => ({
    id,
    node_id,
    name,
    full_name,
    private: hidden,
  }));
}

/** The App-manifest flow: the page that a manifest is posted to, its code, and the page that installs the App. */
export function manifestRoutes({ world, events }: Hub): { web: Hono; api(api: Api): void } {
  const waiting = new Map<string, { manifest: Manifest; state: string }>();
  const codes = new Map<string, AppRow>();
  const web = new Hono();
  const receive = (path: string) =>
    web.post(path, async (c) => {
      const form = (await c.req.parseBody()) as Record<string, string>;
      let manifest: Manifest = {};
      try {
        manifest = JSON.parse(form.manifest ?? '') as Manifest;
      } catch {
        return c.html(
          <Layout title="Not a manifest">
            <h1>The manifest is no JSON.</h1>
          </Layout>,
          422,
        );
      }
      const problems = manifestProblems(manifest);
      if (problems.length > 0)
        return c.html(
          <Layout title="Manifest refused">
            <h1>The manifest is refused</h1>
            <ul>
              {problems.map((one) => (
                <li>{one}</li>
              ))}
            </ul>
          </Layout>,
          422,
        );
      const ticket = randomBytes(12).toString('hex');
      waiting.set(ticket, { manifest, state: c.req.query('state') ?? '' });
      return c.html(
        <Layout title="Create a GitHub App">
          <div class="narrow">
            <h1>Create GitHub App</h1>
            <form method="post" action="/settings/apps/manifest">
              <input type="hidden" name="ticket" value={ticket} />
              <p>
                <label for="name">Name</label>{' '}
                <input id="name" name="name" value={manifest.name ?? ''} required />
              </p>
              <p class="muted">
                Permissions:{' '}
                {Object.entries(manifest.default_permissions ?? {})
                  .map(([name, level]) => `${name} ${level}`)
                  .join(', ')}
              </p>
              <button type="submit">Create GitHub App for me</button>
            </form>
          </div>
        </Layout>,
      );
    });
  receive('/settings/apps/new');
  receive('/organizations/:org/settings/apps/new');
  web.post('/settings/apps/manifest', async (c) => {
    const { ticket, name } = (await c.req.parseBody()) as Record<string, string>;
    const kept = waiting.get(ticket ?? '');
    if (!kept) return c.text('This form has been used already.', 410);
    waiting.delete(ticket ?? '');
    const { manifest, state } = kept;
    const app = await registerApp(world, {
      slug: (name ?? 'app')
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, '-')
        .replace(/^-|-$/g, ''),
      name: name ?? manifest.name ?? 'app',
      permissions: manifest.default_permissions ?? {},
      events: manifest.default_events ?? [],
      hookUrl: manifest.hook_attributes?.active === false ? null : (manifest.hook_attributes?.url ?? null),
      callbackUrls: manifest.callback_urls ?? [],
      ...(manifest.description ? { description: manifest.description } : {}),
      ...(manifest.url ? { externalUrl: manifest.url } : {}),
      ...(manifest.setup_url ? { setupUrl: manifest.setup_url } : {}),
    });
    const code = randomBytes(20).toString('hex');
    codes.set(code, app);
    const to = new URL(manifest.redirect_url ?? '/', world.url);
    to.searchParams.set('code', code);
    if (state) to.searchParams.set('state', state);
    return c.redirect(to.toString(), 302);
  });
  web.get('/apps/:slug', (c) => c.redirect(`/apps/${c.req.param('slug')}/installations/new`));
  web.get('/apps/:slug/installations/new', (c) => {
    const app = world.tables.apps.findOneBy('slug', c.req.param('slug'));
    if (!app) return c.notFound();
    const accounts = [
      ...world.tables.orgs.all(),
      ...world.tables.users.all().filter((user) => user.type === 'User' && user.login !== 'ghost'),
    ];
    return c.html(
      <Layout title={`Install ${app.name}`}>
        <div class="narrow">
          <h1>Install {app.name}</h1>
          {accounts.map((account) => (
            <form method="post">
              <input type="hidden" name="account" value={account.login} />
              <input type="hidden" name="state" value={c.req.query('state') ?? ''} />
              <button class="person" type="submit">
                {account.login}
              </button>
            </form>
          ))}
        </div>
      </Layout>,
    );
  });
  web.post('/apps/:slug/installations/new', async (c) => {
    const app = world.tables.apps.findOneBy('slug', c.req.param('slug'));
    const { account = '', state = '' } = (await c.req.parseBody()) as Record<string, string>;
    if (!app) return c.notFound();
    const installation = createInstallation(world, app.app_id, account, 'all');
    const sender =
      world.tables.users.findOneBy('login', account) ??
      world.tables.users.all().find((user) => user.type === 'User' && user.login !== 'ghost');
    if (sender) {
      const extra = {
        installation: installationJson(world, installation),
        repositories: briefRepositories(world, installation),
        requester: null,
      };
      events.onInstallation('installation', 'created', installation, sender, extra);
    }
    const to = new URL(app.setup_url ?? app.external_url ?? '/', world.url);
    to.searchParams.set('installation_id', String(installation.installation_id));
    to.searchParams.set('setup_action', 'install');
    if (state) to.searchParams.set('state', state);
    return c.redirect(to.toString(), 302);
  });
  return {
    web,
    api(api) {
      // A code is good for one conversion.
      api.post('/app-manifests/:code/conversions', (c) => {
        const app = codes.get(c.req.param('code'));
        if (!app) throw notFound();
        codes.delete(c.req.param('code'));
        const { client_id = '', client_secret = '', webhook_secret, private_key: pem } = app;
        return c.json({ ...appJson(world, app), client_id, client_secret, webhook_secret, pem }, 201);
      });
    },
  };
}
