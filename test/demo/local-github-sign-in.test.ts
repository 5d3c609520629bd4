import { createHash } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type LocalGitHub, startLocalGitHub } from '../../demo/local-github/local-github.ts';
import { SMALL_SEED } from '../../demo/local-github/world/seed.ts';
import { checkedOctokit } from './app-octokit.ts';
import { authorize, exchange, fieldOf, userToken } from './picker.ts';

let github: LocalGitHub;
const unlikeGitHub: string[] = [];
const CALLBACK = 'http://127.0.0.1:1/auth/callback';

beforeAll(async () => {
  github = await startLocalGitHub({ seed: { ...SMALL_SEED, app: { callbackUrls: [CALLBACK] } } });
});
afterAll(() => github.close());
afterEach(() => {
  expect(unlikeGitHub.splice(0)).toEqual([]);
});

const signedIn = async (login: string) =>
  checkedOctokit(github.url, { auth: await userToken(github, CALLBACK, login) }, unlikeGitHub);

describe('sign-in', () => {
  it('goes from the picker to a token of that person, with PKCE checked', async () => {
    const verifier = 'a-verifier-of-some-length-that-is-random-enough-really';
    const challenge = {
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
    };
    const to = await authorize(github, CALLBACK, 'tess', challenge);
    expect(to.searchParams.get('state')).toBe('st&te');
    const code = to.searchParams.get('code') ?? '';
    expect(await exchange(github, { code, code_verifier: 'another' })).toMatchObject({
      error: 'bad_verification_code',
    });
    const grant = await exchange(github, { code, code_verifier: verifier });
    expect(grant).toMatchObject({
      token_type: 'bearer',
      expires_in: 28_800,
      access_token: expect.stringMatching(/^ghu_/),
      refresh_token: expect.stringMatching(/^ghr_/),
    });
    expect(await exchange(github, { code, code_verifier: verifier })).toMatchObject({
      error: 'bad_verification_code',
    });
    const { data } = await checkedOctokit(
      github.url,
      { auth: grant.access_token },
      unlikeGitHub,
    ).users.getAuthenticated();
    expect(data).toMatchObject({ login: 'tess', type: 'User' });
    const fresh = await exchange(github, {
      grant_type: 'refresh_token',
      refresh_token: grant.refresh_token ?? '',
    });
    expect(fresh.access_token).toMatch(/^ghu_/);
  });

  it('refuses a wrong secret and an address that is not registered', async () => {
    const to = await authorize(github, CALLBACK, 'tess');
    expect(
      await exchange(github, { code: to.searchParams.get('code') ?? '', client_secret: 'wrong' }),
    ).toMatchObject({ error: 'incorrect_client_credentials' });
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
      body: new URLSearchParams({ ticket: fieldOf(html, 'ticket'), name: "Dispatch's own" }),
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
