import { createHash } from 'node:crypto';
import { Octokit } from '@octokit/rest';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type LocalGitHub, startLocalGitHub } from '../../demo/local-github/local-github.ts';
import { appOctokit, checkedOctokit } from './app-octokit.ts';

let github: LocalGitHub;
const unlikeGitHub: string[] = [];
const CALLBACK = 'http://127.0.0.1:1/auth/callback';

beforeAll(async () => {
  github = await startLocalGitHub({
    seed: {
      accounts: [{ login: 'acme', kind: 'organization', owners: ['mona'] }],
      users: [
        { login: 'mona' },
        { login: 'tess', roles: { 'acme/widgets': 'triage', 'acme/secret': 'write' } },
        { login: 'rita' },
        { login: 'mark', roles: { 'acme/widgets': 'maintain' } },
      ],
      repositories: [
        { owner: 'acme', name: 'widgets' },
        { owner: 'acme', name: 'secret', private: true, labels: [{ name: 'bug' }] },
      ],
      app: { callbackUrls: [CALLBACK] },
    },
  });
});
afterAll(() => github.close());
afterEach(() => {
  expect(unlikeGitHub.splice(0)).toEqual([]);
});

const field = (html: string, name: string) =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1]?.replaceAll('&amp;', '&') ?? '';

/** Walks the pages as a browser does: picks the person, and brings back the code. */
async function authorize(login: string, extra: Record<string, string> = {}): Promise<URL> {
  const query = new URLSearchParams({
    client_id: github.app.clientId,
    redirect_uri: CALLBACK,
    state: 'st&te',
    ...extra,
  });
  const page = await fetch(`${github.url}/login/oauth/authorize?${query}`);
  const html = await page.text();
  expect(html).toContain(`value="${login}"`);
  const names = ['redirect_uri', 'client_id', 'state', 'scope', 'challenge', 'method'];
  const form = new URLSearchParams([...names.map((name) => [name, field(html, name)]), ['login', login]]);
  const answer = await fetch(`${github.url}/login/oauth/callback`, {
    method: 'POST',
    body: form,
    redirect: 'manual',
  });
  expect(answer.status).toBe(302);
  return new URL(answer.headers.get('location') ?? '');
}

async function exchange(fields: Record<string, string>): Promise<Record<string, string>> {
  const { clientId, clientSecret } = github.app;
  const body = JSON.stringify({ client_id: clientId, client_secret: clientSecret, ...fields });
  const answer = await fetch(`${github.url}/login/oauth/access_token`, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', accept: 'application/json' },
  });
  return (await answer.json()) as Record<string, string>;
}

async function signedIn(login: string): Promise<Octokit> {
  const to = await authorize(login);
  const { access_token: auth } = await exchange({ code: to.searchParams.get('code') ?? '' });
  return checkedOctokit(github.url, { auth }, unlikeGitHub);
}

describe('sign-in', () => {
  it('goes from the picker to a token of that person, with PKCE checked', async () => {
    const verifier = 'a-verifier-of-some-length-that-is-random-enough-really';
    const challenge = {
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
    };
    const to = await authorize('tess', challenge);
    expect(to.searchParams.get('state')).toBe('st&te');
    const code = to.searchParams.get('code') ?? '';
    expect(await exchange({ code, code_verifier: 'another' })).toMatchObject({
      error: 'bad_verification_code',
    });
    const grant = await exchange({ code, code_verifier: verifier });
    expect(grant).toMatchObject({
      token_type: 'bearer',
      expires_in: 28_800,
      access_token: expect.stringMatching(/^ghu_/),
      refresh_token: expect.stringMatching(/^ghr_/),
    });
    expect(await exchange({ code, code_verifier: verifier })).toMatchObject({
      error: 'bad_verification_code',
    });
    const { data } = await new Octokit({
      baseUrl: github.url,
      auth: grant.access_token,
    }).users.getAuthenticated();
    expect(data).toMatchObject({ login: 'tess', type: 'User' });
    const fresh = await exchange({ grant_type: 'refresh_token', refresh_token: grant.refresh_token ?? '' });
    expect(fresh.access_token).toMatch(/^ghu_/);
  });

  it('refuses a wrong secret and an address that is not registered', async () => {
    const to = await authorize('tess');
    expect(await exchange({ code: to.searchParams.get('code') ?? '', client_secret: 'wrong' })).toMatchObject(
      { error: 'incorrect_client_credentials' },
    );
    const page = await fetch(
      `${github.url}/login/oauth/authorize?${new URLSearchParams({ client_id: github.app.clientId, redirect_uri: 'http://evil.example/' })}`,
    );
    expect(page.status).toBe(400);
  });

  it('ends when the App takes the token back', async () => {
    const tess = await signedIn('tess');
    const { token } = (await tess.auth()) as { token: string };
    const { clientId, clientSecret } = github.app;
    const authorization = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`;
    const send = (method: string) =>
      fetch(`${github.url}/applications/${clientId}/token`, {
        method,
        body: JSON.stringify({ access_token: token }),
        headers: { authorization, 'content-type': 'application/json' },
      });
    const checked = await send('POST');
    expect([checked.status, ((await checked.json()) as { user: { login: string } }).user.login]).toEqual([
      200,
      'tess',
    ]);
    expect((await send('DELETE')).status).toBe(204);
    await expect(tess.users.getAuthenticated()).rejects.toMatchObject({ status: 401 });
  });
});

describe('access', () => {
  it('shows a person the installations and repositories with what they may do there', async () => {
    const seen = async (login: string) => {
      const octokit = await signedIn(login);
      const { data: list } = await octokit.apps.listInstallationsForAuthenticatedUser();
      if (list.total_count === 0) return null;
      const { data } = await octokit.apps.listInstallationReposForAuthenticatedUser({
        installation_id: list.installations[0]?.id ?? 0,
      });
      return data.repositories.map(({ name, permissions }) => [
        name,
        permissions?.admin,
        permissions?.push,
        permissions?.triage,
      ]);
    };
    expect(await seen('mona')).toEqual([
      ['widgets', true, true, true],
      ['secret', true, true, true],
    ]);
    expect(await seen('tess')).toEqual([
      ['widgets', false, false, true],
      ['secret', false, true, true],
    ]);
    expect(await seen('rita')).toBeNull();
  });

  it("says permissions in GitHub's words", async () => {
    const octokit = appOctokit(github, unlikeGitHub);
    const words = async (repo: string, username: string) => {
      const { data } = await octokit.repos.getCollaboratorPermissionLevel({ owner: 'acme', repo, username });
      return [data.permission, data.role_name];
    };
    expect(await words('widgets', 'mona')).toEqual(['admin', 'admin']);
    expect(await words('widgets', 'tess')).toEqual(['read', 'triage']);
    expect(await words('secret', 'tess')).toEqual(['write', 'write']);
    expect(await words('widgets', 'mark')).toEqual(['write', 'maintain']);
    expect(await words('widgets', 'rita')).toEqual(['read', 'read']);
    expect(await words('secret', 'rita')).toEqual(['none', 'none']);
  });

  it('hides a private repository from strangers, as if it were not there', async () => {
    const rita = await signedIn('rita');
    await expect(rita.repos.get({ owner: 'acme', repo: 'secret' })).rejects.toMatchObject({ status: 404 });
    await expect(rita.issues.listForRepo({ owner: 'acme', repo: 'secret' })).rejects.toMatchObject({
      status: 404,
    });
    const tess = await signedIn('tess');
    expect((await tess.repos.get({ owner: 'acme', repo: 'secret' })).data.permissions).toMatchObject({
      push: true,
      admin: false,
    });
  });

  it('refuses a token that nobody was given, an expired one, and none where one is needed', async () => {
    const status = async (authorization: string) =>
      (await fetch(`${github.url}/user`, { headers: authorization ? { authorization } : {} })).status;
    expect(await status('token nonsense')).toBe(401);
    expect(await status('Bearer aaa.bbb.ccc')).toBe(401);
    expect(await status('')).toBe(401);
    const rita = await signedIn('rita');
    const { token } = (await rita.auth()) as { token: string };
    const as = github.world.emulator.tokens.get(token);
    if (as) as.expiresAt = Date.now() - 1;
    expect(await status(`Bearer ${token}`)).toBe(401);
  });

  it('keeps an App to its repositories, its permissions and an installation that is not suspended', async () => {
    const octokit = appOctokit(github, unlikeGitHub);
    const { data } = await octokit.apps.listReposAccessibleToInstallation();
    expect(data.repositories.map(({ name }) => name)).toEqual(['widgets', 'secret']);
    const { number } = await github.openIssue('acme/secret', { title: 'Hidden', author: 'tess' });
    const issue = { owner: 'acme', repo: 'secret', issue_number: number };
    const { token } = (await octokit.auth({ type: 'installation', repositoryNames: ['widgets'] })) as {
      token: string;
    };
    await expect(
      new Octokit({
        baseUrl: github.url,
        auth: token,
        log: { debug() {}, info() {}, warn() {}, error() {} },
      }).issues.get(issue),
    ).rejects.toMatchObject({ status: 404 });
    const { token: readOnly } = (await octokit.auth({
      type: 'installation',
      permissions: { issues: 'read' },
    })) as { token: string };
    const reader = new Octokit({
      baseUrl: github.url,
      auth: readOnly,
      log: { debug() {}, info() {}, warn() {}, error() {} },
    });
    expect((await reader.issues.get(issue)).data.title).toBe('Hidden');
    await expect(reader.issues.addLabels({ ...issue, labels: ['bug'] })).rejects.toMatchObject({
      status: 403,
      message: expect.stringContaining('Resource not accessible by integration'),
    });
    github.suspend();
    await expect(octokit.issues.get(issue)).rejects.toMatchObject({ status: 403 });
    github.unsuspend();
    expect((await octokit.issues.get(issue)).status).toBe(200);
  });
});

describe('the manifest flow', () => {
  it('makes an App from a posted manifest, once, and installs it', async () => {
    const manifest = JSON.stringify({
      name: "Dispatch's own",
      url: 'http://127.0.0.1:1',
      redirect_url: 'http://127.0.0.1:1/setup/created',
      hook_attributes: { url: 'http://127.0.0.1:1/api/github/webhooks' },
      setup_url: 'http://127.0.0.1:1/setup/installed',
      default_permissions: { issues: 'write', contents: 'read', metadata: 'read' },
      default_events: ['issues'],
    });
    const page = await fetch(`${github.url}/settings/apps/new?state=s1`, {
      method: 'POST',
      body: new URLSearchParams({ manifest }),
    });
    const html = await page.text();
    const created = await fetch(`${github.url}/settings/apps/manifest`, {
      method: 'POST',
      body: new URLSearchParams({ ticket: field(html, 'ticket'), name: "Dispatch's own" }),
      redirect: 'manual',
    });
    const to = new URL(created.headers.get('location') ?? '');
    expect([to.pathname, to.searchParams.get('state')]).toEqual(['/setup/created', 's1']);
    const anonymous = checkedOctokit(github.url, {}, unlikeGitHub);
    const code = to.searchParams.get('code') ?? '';
    const { data } = await anonymous.apps.createFromManifest({ code });
    expect(data).toMatchObject({
      slug: 'dispatch-s-own',
      pem: expect.stringContaining('RSA PRIVATE KEY'),
      webhook_secret: expect.any(String),
      client_id: expect.any(String),
    });
    await expect(anonymous.apps.createFromManifest({ code })).rejects.toMatchObject({ status: 404 });
    const installed = await fetch(`${github.url}/apps/${data.slug}/installations/new`, {
      method: 'POST',
      body: new URLSearchParams({ account: 'acme' }),
      redirect: 'manual',
    });
    expect(installed.headers.get('location')).toMatch(
      /^http:\/\/127\.0\.0\.1:1\/setup\/installed\?installation_id=\d+&setup_action=install$/,
    );
  });

  it('names what is wrong with a manifest', async () => {
    const page = await fetch(`${github.url}/settings/apps/new`, {
      method: 'POST',
      body: new URLSearchParams({ manifest: '{"name":"x","default_events":["installation"]}' }),
    });
    expect(page.status).toBe(422);
    expect(await page.text()).toContain('redirect_url is missing');
  });
});
