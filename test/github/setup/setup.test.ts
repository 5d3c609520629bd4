import { mkdtempSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readConfig } from '../../../src/app/config/config.ts';
import { credentialsFile, loadEnvironment } from '../../../src/app/config/environment.ts';
import { keepCredentials } from '../../../src/app/config/keep-credentials.ts';
import { readManifest } from '../../../src/github/setup/manifest.ts';
import { createSetup, type SetupOptions } from '../../../src/github/setup/setup.tsx';
import type { WebServer } from '../../../src/ops/web-server.ts';
import { pem, startManifestGitHub } from './manifest-github.ts';

const assets = {
  css: '/a.css',
  script: '/a.js',
  htmx: '/h.js',
  sse: '/s.js',
  upsert: '/u.js',
  favicon: '/f.svg',
};
const silent = { info: () => {}, warn: () => {} };
const manifest = readManifest(new URL('../../../app.yml', import.meta.url));

let github: WebServer;
let dataDir: string;
beforeEach(async () => {
  github = await startManifestGitHub(['good-code', 'other-code']);
  dataDir = mkdtempSync(join(tmpdir(), 'dispatch-'));
});
afterEach(() => github.close(0));

function start(options: Partial<SetupOptions> = {}) {
  let ready = 0;
  const setup = createSetup({
    manifest,
    assets,
    baseUrl: null,
    githubUrl: 'https://github.com',
    githubApiUrl: github.url,
    webhookPath: '/api/github/webhooks',
    webhookProxyUrl: 'https://smee.io/abc',
    callbackPath: '/sign-in/callback',
    token: 'the-token',
    keep: (variables) => keepCredentials(credentialsFile(dataDir), variables),
    onReady: () => {
      ready += 1;
    },
    log: silent,
    ...options,
  });
  const get = async (path: string, cookie = '', host = 'http://localhost:3000') =>
    setup.request(host + path, { headers: { cookie } });
  /** Comes in with the token and looks at a page; the cookie is for what follows. */
  const enter = async (path = '/setup') => {
    const cookie = cookieOf(await get('/setup?token=the-token'));
    return { cookie, first: await get(path, cookie) };
  };
  return { get, enter, timesReady: () => ready };
}

const cookieOf = (answer: Response) => answer.headers.get('set-cookie')?.split(';')[0] ?? '';

/** What a browser would post to GitHub. */
async function form(answer: Response) {
  const page = await answer.text();
  const plain = (text = '') =>
    text.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&');
  const action = plain(/<form action="([^"]*)" method="post"/.exec(page)?.[1]);
  const manifest = plain(/name="manifest" value="([^"]*)"/.exec(page)?.[1]);
  const state = new URL(action || 'https://none').searchParams.get('state') ?? '';
  return { page, action, state, manifest: manifest ? JSON.parse(manifest) : null };
}

describe('on this machine', () => {
  it('offers the manifest of app.yml with our own addresses', async () => {
    const { enter } = start();
    const { action, manifest: posted, state } = await form((await enter()).first);
    expect(action).toMatch(/^https:\/\/github\.com\/settings\/apps\/new\?state=/);
    expect(state.length).toBeGreaterThan(30);
    expect(posted).toMatchObject({
      hook_attributes: { url: 'https://smee.io/abc', active: true },
      redirect_url: 'http://localhost:3000/setup/registered',
      callback_urls: ['http://localhost:3000/sign-in/callback'],
      setup_url: 'http://localhost:3000/setup/installed',
      default_permissions: { issues: 'write', contents: 'read', metadata: 'read' },
      default_events: ['issues', 'issue_comment', 'label', 'repository', 'push'],
    });
  });

  it('keeps the credentials so that the next start is the App', async () => {
    const { get, enter, timesReady } = start();
    const { first, cookie } = await enter();
    const { state } = await form(first);
    const answer = await get(`/setup/registered?code=good-code&state=${state}`, cookie);
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toBe(
      'https://github.example.org/apps/its-dispatch/installations/new',
    );
    await new Promise((resolve) => setImmediate(resolve));
    expect(timesReady()).toBe(1);
    expect(statSync(credentialsFile(dataDir)).mode & 0o777).toBe(0o600);

    const config = readConfig(
      loadEnvironment({ DATA_DIR: dataDir, APP_ID: '', WEBHOOK_SECRET: '' }, dataDir),
    );
    expect(config.app).toMatchObject({
      appId: 77,
      webhookSecrets: [`it's "quoted"`],
      oauth: { clientId: 'Iv1.abc', clientSecret: 'client-secret-of-77' },
    });
    expect(config).toMatchObject({
      baseUrl: 'http://localhost:3000',
      webhookProxyUrl: 'https://smee.io/abc',
    });
    expect(readConfig({ APP_ID: '1', WEBHOOK_SECRET: 'x', PRIVATE_KEY: pem }).app?.privateKey).toBe(
      config.app?.privateKey,
    );
  });

  // A reverse proxy in front makes every request look like this one.
  it.each(['http://127.0.0.1:3000', 'http://localhost:3000', 'http://evil.example.org:3000'])(
    'is closed to whoever does not have the token, as %s too',
    async (host) => {
      const { get } = start();
      expect((await get('/setup', '', host)).status).toBe(403);
      expect((await get('/setup?token=wrong', '', host)).status).toBe(403);
    },
  );

  it('makes an App that only its owner can install, unless told otherwise', async () => {
    const { get, enter } = start();
    const { first, cookie } = await enter();
    const own = await form(first);
    expect(own.manifest.public).toBe(false);
    expect(own.page).not.toContain('ALLOWED_ACCOUNTS');
    const any = await form(await get('/setup?installable=any', cookie));
    expect(any.manifest.public).toBe(true);
    expect(any.page).toContain('ALLOWED_ACCOUNTS');
    expect((await form(await get('/setup?installable=everyone', cookie))).manifest.public).toBe(false);
  });

  it('says that GitHub can’t reach it, and takes a proxy instead', async () => {
    const { get, enter } = start({ webhookProxyUrl: null });
    const { first, cookie } = await enter();
    expect(await first.text()).toContain('GitHub can’t reach');
    const path = '/setup?proxy=https%3A%2F%2Fsmee.io%2Fxyz&organization=acme';
    const { action, manifest: posted } = await form(await get(path, cookie));
    expect(posted.hook_attributes.url).toBe('https://smee.io/xyz');
    expect(action).toMatch(/^https:\/\/github\.com\/organizations\/acme\/settings\/apps\/new\?/);
  });

  it('puts nothing of what was typed into the address or the page unescaped', async () => {
    const { enter } = start();
    const hostile = encodeURIComponent('"><script>alert(1)</script>/../x');
    const { page, action } = await form(
      (await enter(`/setup?organization=${hostile}&proxy=${hostile}`)).first,
    );
    expect(page).not.toContain('<script>alert');
    expect(action).toBe('');
  });
});

describe('the way back from GitHub', () => {
  it.each([
    ['without a cookie', (state: string) => [`code=good-code&state=${state}`, '']],
    ['with the state of nobody', (_state: string, cookie: string) => ['code=good-code&state=abc', cookie]],
    ['without a state', (_state: string, cookie: string) => ['code=good-code', cookie]],
    [
      "with another browser's cookie",
      (state: string) => [`code=good-code&state=${state}`, 'dispatch_setup=abc'],
    ],
  ])('is refused %s, and nothing is kept', async (_name, attempt) => {
    const { get, enter, timesReady } = start();
    const { first, cookie: own } = await enter();
    const [query, cookie] = attempt((await form(first)).state, own);
    const answer = await get(`/setup/registered?${query}`, cookie);
    expect(answer.status).toBe(403);
    expect(timesReady()).toBe(0);
    expect(() => statSync(credentialsFile(dataDir))).toThrow();
  });

  it('works once', async () => {
    const { get, enter } = start();
    const { first, cookie: own } = await enter();
    const { state } = await form(first);
    await get(`/setup/registered?code=good-code&state=${state}`, own);
    const again = await get(`/setup/registered?code=other-code&state=${state}`, own);
    expect(again.status).toBe(403);
  });

  it('says so when GitHub does not take the code', async () => {
    const { get, enter, timesReady } = start();
    const { first, cookie: own } = await enter();
    const { state } = await form(first);
    const answer = await get(`/setup/registered?code=stale&state=${state}`, own);
    expect(answer.status).toBe(502);
    expect(await answer.text()).toContain('GitHub rejected the code');
    expect(timesReady()).toBe(0);
  });

  it('spends no code when the credentials could not be kept', async () => {
    const { get, enter } = start({ keep: () => Promise.reject(new Error('read-only')) });
    const { first, cookie: own } = await enter();
    const { state } = await form(first);
    const answer = await get(`/setup/registered?code=good-code&state=${state}`, own);
    expect(answer.status).toBe(502);
    const used = await fetch(`${github.url}/app-manifests/good-code/conversions`, { method: 'POST' });
    expect(used.status).toBe(201);
  });
});

describe('where others can reach it', () => {
  const reachable = { token: 'the-token', baseUrl: 'https://dispatch.example.org' };

  it('opens only with the token of the log, once, and takes it out of the address', async () => {
    const { get } = start(reachable);
    expect((await get('/setup')).status).toBe(403);
    expect((await get('/setup?token=wrong')).status).toBe(403);
    const opened = await get('/setup?token=the-token');
    expect(opened.status).toBe(302);
    expect(opened.headers.get('location')).toBe('/setup');
    expect(opened.headers.get('set-cookie')).toMatch(/HttpOnly.*Secure.*SameSite=Lax/);
    expect((await get('/setup', cookieOf(opened))).status).toBe(200);
    expect((await get('/setup?token=the-token')).status).toBe(403);
  });

  it('names the configured address, whatever the request says', async () => {
    const { get } = start({ ...reachable, webhookProxyUrl: null });
    const opened = await get('/setup?token=the-token', '', 'https://evil.example.org');
    const { manifest: posted } = await form(
      await get('/setup', cookieOf(opened), 'https://evil.example.org'),
    );
    expect(posted.hook_attributes.url).toBe('https://dispatch.example.org/api/github/webhooks');
    expect(posted.redirect_url).toBe('https://dispatch.example.org/setup/registered');
  });
});
