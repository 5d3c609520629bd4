import { randomBytes } from 'node:crypto';
import { type Context, Hono } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { levelOf, mayAtLeast, roleWords } from '../accounts/access.ts';
import type { OAuth } from '../accounts/oauth.ts';
import type { People } from '../accounts/people.ts';
import type { RepoRow, UserRow } from '../world/rows.ts';
import { findIssue, findRepo, type World } from '../world/world.ts';
import { renderAvatar } from './avatar.ts';
import { IssueList } from './issue-list.tsx';
import { IssuePage } from './issue-page.tsx';
import { Layout } from './layout.tsx';
import { type Person, SignInPage } from './sign-in-page.tsx';

const SESSION = 'local_github';

/** What people see in a browser: sign-in, issues, and the few forms by which they act on them. */
export function pageRoutes(world: World, people: People, oauth: OAuth): Hono {
  const web = new Hono();
  const sessions = new Map<string, string>();
  const viewerOf = (c: Context): UserRow | null => {
    const login = sessions.get(getCookie(c, SESSION) ?? '');
    return (login && world.tables.users.findOneBy('login', login)) || null;
  };
  /** The repository of the path, where the viewer may see it. */
  const visible = (c: Context): RepoRow | null => {
    const repo = findRepo(world, `${c.req.param('owner')}/${c.req.param('repo')}`);
    const viewer = viewerOf(c);
    if (!repo?.private) return repo ?? null;
    return viewer && levelOf(world, viewer, repo) !== null ? repo : null;
  };
  const everybody = (): Person[] =>
    world.tables.users
      .all()
      .filter((user) => user.type === 'User' && user.login !== 'ghost')
      .map((user) => {
        const roles = world.tables.repos.all().flatMap((repo) => {
          const level = levelOf(world, user, repo);
          return level === null || level === 'pull'
            ? []
            : [`${roleWords(level).role_name} on ${repo.full_name}`];
        });
        return { user, note: roles.join(', ') || 'no role' };
      });
  const startSession = (c: Context, login: string) => {
    const id = randomBytes(16).toString('hex');
    sessions.set(id, login);
    setCookie(c, SESSION, id, { httpOnly: true, sameSite: 'Lax', path: '/' });
  };

  web.get('/avatars/*', (c) => {
    // Pages of other origins show it: that is what it is for.
    const headers = { 'content-type': 'image/svg+xml', 'cross-origin-resource-policy': 'cross-origin' };
    return c.body(renderAvatar(c.req.path.split('/').at(-1) ?? ''), 200, headers);
  });

  // A page of another origin may not post a person's click.
  web.use(async (c, next) => {
    const origin = c.req.header('origin');
    const foreign =
      origin !== undefined && origin !== 'null' && new URL(origin).host !== new URL(c.req.url).host;
    const takesForeign =
      c.req.path.endsWith('/settings/apps/new') || c.req.path === '/login/oauth/access_token';
    if (c.req.method === 'POST' && foreign && !takesForeign)
      return c.text('This form belongs to another site.', 403);
    return next();
  });

  web.get('/', (c) =>
    c.html(
      <Layout title="Repositories">
        <h1>Repositories</h1>
        <div class="box">
          {world.tables.repos
            .all()
            .filter((repo) => !repo.private)
            .map((repo) => (
              <div class="row">
                <a class="title" href={`/${repo.full_name}/issues`}>
                  {repo.full_name}
                </a>{' '}
                <div class="muted">{repo.description}</div>
              </div>
            ))}
        </div>
      </Layout>,
    ),
  );
  web.get('/login', (c) => {
    const to = c.req.query('return_to') ?? '/';
    return c.html(
      <SignInPage
        heading="Sign in"
        action="/login"
        people={everybody()}
        fields={{ return_to: to.startsWith('/') && !to.startsWith('//') ? to : '/' }}
      />,
    );
  });
  web.post('/login', async (c) => {
    const { login, return_to: to = '/' } = (await c.req.parseBody()) as Record<string, string>;
    startSession(c, login ?? '');
    return c.redirect(to.startsWith('/') && !to.startsWith('//') ? to : '/', 303);
  });
  web.get('/login/oauth/authorize', (c) => {
    const query = c.req.query();
    const app = world.tables.apps.findOneBy('client_id', query.client_id);
    const registered =
      world.tables.oauthApps.findOneBy('client_id', query.client_id ?? '')?.redirect_uris ?? [];
    if (!app) return c.text(`No App has the client_id ${query.client_id ?? ''}.`, 404);
    const redirect = query.redirect_uri ?? registered[0];
    if (!redirect || (registered.length > 0 && !registered.some((uri) => redirect.startsWith(uri))))
      return c.text('The redirect_uri is not associated with this application.', 400);
    const {
      state = '',
      scope = '',
      code_challenge: challenge = '',
      code_challenge_method: method = '',
      login,
    } = query;
    const fields = {
      redirect_uri: redirect,
      client_id: app.client_id ?? '',
      state,
      scope,
      challenge,
      method,
    };
    const shown = everybody().filter(({ user }) => login === undefined || user.login === login);
    return c.html(
      <SignInPage
        heading={`Sign in to ${app.name}`}
        action="/login/oauth/callback"
        people={shown}
        fields={fields}
      />,
    );
  });
  web.post('/login/oauth/callback', async (c) => {
    const { challenge, method, ...fields } = (await c.req.parseBody()) as Record<string, string>;
    const form = new URLSearchParams(fields);
    const answer = await world.emulator.fetch(
      new Request(`${world.url}/login/oauth/callback`, { method: 'POST', body: form }),
      {},
    );
    const to = answer.headers.get('location');
    if (!to) return answer;
    oauth.noteCode(new URL(to).searchParams.get('code') ?? '', challenge || null, method || 'S256');
    startSession(c, fields.login ?? '');
    return c.redirect(to, 302);
  });
  web.get('/avatars/:login', (c) => {
    const letter = (c.req.param('login')[0] ?? '?').toUpperCase().replace(/[<&>]/g, '?');
    const hue = [...c.req.param('login')].reduce((sum, char) => sum + char.charCodeAt(0) * 7, 0) % 360;
    const text = `<text x="20" y="27" font-family="system-ui" font-size="20" fill="#fff" text-anchor="middle">${letter}</text>`;
    return c.body(
      `<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><rect width="40" height="40" fill="hsl(${hue} 45% 45%)"/>${text}</svg>`,
      200,
      { 'content-type': 'image/svg+xml' },
    );
  });

  web.get('/:owner/:repo', (c) => c.redirect(`/${c.req.param('owner')}/${c.req.param('repo')}/issues`));
  web.get('/:owner/:repo/issues', (c) => {
    const repo = visible(c);
    if (!repo) return c.notFound();
    return c.html(
      <IssueList world={world} repo={repo} state={c.req.query('state') === 'closed' ? 'closed' : 'open'} />,
    );
  });
  web.get('/:owner/:repo/:kind{issues|pull}/:number{[0-9]+}', (c) => {
    const repo = visible(c);
    const issue = repo && findIssue(world, repo, Number(c.req.param('number')));
    if (!repo || !issue) return c.notFound();
    const viewer = viewerOf(c);
    const mayTriage = viewer !== null && mayAtLeast(levelOf(world, viewer, repo), 'triage');
    return c.html(
      <IssuePage world={world} repo={repo} issue={issue} viewer={viewer} mayTriage={mayTriage} />,
    );
  });
  web.post('/:owner/:repo/issues/:number{[0-9]+}/:what{labels|comments|state|suggestions}', async (c) => {
    const fullName = `${c.req.param('owner')}/${c.req.param('repo')}`;
    const repo = visible(c);
    const viewer = viewerOf(c);
    const number = Number(c.req.param('number'));
    const issue = repo && findIssue(world, repo, number);
    if (!repo || !issue) return c.notFound();
    const triager = viewer !== null && mayAtLeast(levelOf(world, viewer, repo), 'triage');
    const what = c.req.param('what');
    if (!viewer || !(triager || what === 'comments' || (what === 'state' && viewer.id === issue.user_id)))
      return c.text('You may not do that here.', 403);
    const { add, remove, body, reason, approve, dismiss } = (await c.req.parseBody()) as Record<
      string,
      string
    >;
    if (what === 'labels' && add) await people.addLabel(fullName, number, add, viewer.login);
    if (what === 'labels' && remove) await people.removeLabel(fullName, number, remove, viewer.login);
    if (what === 'suggestions' && approve)
      await people.approveSuggestion(fullName, number, Number(approve), viewer.login);
    if (what === 'suggestions' && dismiss)
      people.dismissSuggestion(fullName, number, Number(dismiss), viewer.login);
    if (what === 'comments' && body?.trim())
      await people.comment(fullName, number, { author: viewer.login, body });
    if (what === 'state' && issue.state === 'closed')
      await people.reopenIssue(fullName, number, viewer.login);
    if (what === 'state' && issue.state === 'open')
      await people.closeIssue(fullName, number, viewer.login, (reason ?? 'completed') as 'completed');
    return c.redirect(`/${repo.full_name}/issues/${number}`, 303);
  });
  return web;
}
