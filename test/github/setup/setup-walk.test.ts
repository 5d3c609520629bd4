import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { type LocalGitHub, startLocalGitHub } from '../../../demo/local-github/local-github.ts';
import { readConfig } from '../../../src/app/config/config.ts';
import { credentialsFile, loadEnvironment } from '../../../src/app/config/environment.ts';
import { keepCredentials } from '../../../src/app/config/keep-credentials.ts';
import { createProbot } from '../../../src/github/calls/octokit.ts';
import { readManifest } from '../../../src/github/setup/manifest.ts';
import { createSetup } from '../../../src/github/setup/setup.tsx';
import { createLogger } from '../../../src/ops/logger.ts';
import { createWebServer, type WebServer } from '../../../src/ops/web-server.ts';

let github: LocalGitHub | undefined;
let server: WebServer | undefined;
afterEach(async () => {
  await server?.close(0);
  await github?.close();
});

/** A person's browser, as far as this walk needs one: cookies per address, no redirects followed. */
function browser() {
  const jars = new Map<string, Map<string, string>>();
  return async (url: string, form?: Record<string, string>) => {
    const { origin } = new URL(url);
    const jar = jars.get(origin) ?? new Map<string, string>();
    jars.set(origin, jar);
    const answer = await fetch(url, {
      redirect: 'manual',
      headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; '), origin },
      ...(form ? { method: 'POST', body: new URLSearchParams(form) } : {}),
    });
    for (const cookie of answer.headers.getSetCookie()) {
      const [name = '', value = ''] = (cookie.split(';')[0] ?? '').split('=');
      jar.set(name, value);
    }
    return {
      status: answer.status,
      location: answer.headers.get('location') ?? '',
      text: await answer.text(),
    };
  };
}

const plain = (text = '') => text.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&');
const fieldOf = (page: string, name: string) =>
  plain(new RegExp(`name="${name}" value="([^"]*)"`).exec(page)?.[1]);

it('registers the App at the local GitHub, and the kept credentials are the credentials of that App', async () => {
  github = await startLocalGitHub();
  const dataDir = mkdtempSync(join(tmpdir(), 'dispatch-'));
  let ready = () => {};
  const isReady = new Promise<void>((resolve) => {
    ready = resolve;
  });
  const setup = createSetup({
    manifest: readManifest(new URL('../../../app.yml', import.meta.url)),
    assets: {
      css: '/a.css',
      script: '/a.js',
      favicon: '/f.svg',
    },
    baseUrl: null,
    githubUrl: github.url,
    githubApiUrl: github.url,
    webhookPath: '/api/github/webhooks',
    webhookProxyUrl: null,
    callbackPath: '/sign-in/callback',
    token: 'the-token',
    keep: (variables) => keepCredentials(credentialsFile(dataDir), variables),
    onReady: ready,
    log: { info: () => {}, warn: () => {} },
  });
  server = await createWebServer({ host: '127.0.0.1', port: 0, routes: [setup], onError: () => {} });
  const visit = browser();

  expect((await visit(`${server.url}/setup?token=the-token`)).location).toBe('/setup');
  const start = await visit(`${server.url}/setup`);
  const action = plain(/<form action="([^"]*)" method="post"/.exec(start.text)?.[1]);
  const asked = await visit(action, { manifest: fieldOf(start.text, 'manifest') });
  const agreed = await visit(`${github.url}/settings/apps/manifest`, {
    ticket: fieldOf(asked.text, 'ticket'),
    name: 'DispatchAI here',
  });
  expect(agreed.location).toContain(`${server.url}/setup/registered?code=`);
  const back = await visit(agreed.location);
  expect(back.status).toBe(303);
  expect(back.location).toMatch(/\/apps\/dispatchai-here\/installations\/new$/);
  await isReady;

  const config = readConfig(loadEnvironment({ DATA_DIR: dataDir, GITHUB_API_URL: github.url }, dataDir));
  expect(config.app?.oauth).not.toBeNull();
  const { appId = 0, privateKey = '', webhookSecrets = [] } = config.app ?? {};
  const credentials = { appId, privateKey, webhookSecret: webhookSecrets[0] ?? '', apiUrl: github.url };
  const octokit = await createProbot(credentials, createLogger({ level: 'silent' })).auth();
  const { data } = await octokit.rest.apps.getAuthenticated();
  expect(data).toMatchObject({
    id: appId,
    slug: 'dispatchai-here',
    permissions: { issues: 'write', contents: 'read', metadata: 'read' },
    events: ['issues', 'issue_comment', 'label', 'repository', 'push'],
  });
});
