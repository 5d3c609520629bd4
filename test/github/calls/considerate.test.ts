import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type LocalGitHub, startLocalGitHub } from '../../../demo/local-github/local-github.ts';
import { SMALL_SEED } from '../../../demo/local-github/world/seed.ts';
import { createProbot } from '../../../src/github/calls/octokit.ts';
import { RateLimited } from '../../../src/github/calls/rate-limited.ts';

const seed = {
  ...SMALL_SEED,
  accounts: [...SMALL_SEED.accounts, { login: 'beta', kind: 'organization' as const, owners: ['mona'] }],
  repositories: [
    ...SMALL_SEED.repositories,
    ...SMALL_SEED.repositories.map((each) => ({ ...each, owner: 'beta', name: 'gadgets' })),
  ],
};

let github: LocalGitHub;
let probot: ReturnType<typeof createProbot>;
beforeEach(async () => {
  github = await startLocalGitHub({ seed });
  const { id: appId, privateKey, webhookSecret } = github.app;
  probot = createProbot({ appId, privateKey, webhookSecret, apiUrl: github.url }, pino({ level: 'silent' }));
  await probot.ready();
});
afterEach(() => github.close());

const installationOf = (account: string) =>
  github.world.tables.appInstallations.findOneBy('account_login', account)?.installation_id ?? 0;
const calls = (path: RegExp) => github.requests.filter((request) => path.test(request.path));
const labels = async (owner: string, repo: string) => {
  const octokit = await probot.auth(installationOf(owner));
  return (await octokit.rest.issues.listLabelsForRepo({ owner, repo })).data;
};

describe('a wish of GitHub to wait', () => {
  it.each([
    ['a secondary limit', { status: 403, headers: { 'retry-after': '8' } }],
    ['too many requests', { status: 429, headers: { 'retry-after': '8' } }],
    ['maintenance', { status: 503, headers: { 'retry-after': '8' } }],
  ])('holds for every call of the installation, and for no other: %s', async (_what, fault) => {
    await labels('acme', 'widgets');
    github.faults.inject({ path: /^\/repos\/acme\//, ...fault });
    await expect(labels('acme', 'widgets')).rejects.toMatchObject({ name: 'RateLimited', afterSeconds: 8 });
    const before = calls(/^\/repos\/acme\//).length;
    const octokit = await probot.auth(installationOf('acme'));
    const more = [
      labels('acme', 'widgets'),
      octokit.rest.issues.get({ owner: 'acme', repo: 'widgets', issue_number: 1 }),
      octokit.paginate(octokit.rest.issues.listForRepo, { owner: 'acme', repo: 'widgets' }),
      octokit.rest.issues.create({ owner: 'acme', repo: 'widgets', title: 'x' }),
    ];
    for (const one of await Promise.allSettled(more))
      expect(one).toMatchObject({ status: 'rejected', reason: expect.any(RateLimited) });
    expect(calls(/^\/repos\/acme\//)).toHaveLength(before);
    expect(await labels('beta', 'gadgets')).not.toEqual([]);
    expect((await (await probot.auth()).rest.apps.getAuthenticated()).data?.slug).toBe(github.app.slug);
  });

  it('comes with the last call of the quota: the next is not sent', async () => {
    const limits = { enforce: true, perHour: 3 };
    await github.close();
    github = await startLocalGitHub({ seed, rateLimits: limits });
    const { id: appId, privateKey, webhookSecret } = github.app;
    probot = createProbot(
      { appId, privateKey, webhookSecret, apiUrl: github.url },
      pino({ level: 'silent' }),
    );
    await probot.ready();
    for (let call = 0; call < 3; call++) await labels('acme', 'widgets');
    await expect(labels('acme', 'widgets')).rejects.toBeInstanceOf(RateLimited);
    expect(calls(/labels$/).map(({ status }) => status)).toEqual([200, 200, 200]);
  });
});

describe('a token that GitHub no longer takes', () => {
  const tokens = () => calls(/access_tokens$/).length;

  it('is replaced, once for all calls that met it', async () => {
    await labels('acme', 'widgets');
    github.revokeTokens('acme');
    const all = await Promise.all(Array.from({ length: 5 }, () => labels('acme', 'widgets')));
    expect(all.every((one) => one.length > 0)).toBe(true);
    expect(tokens()).toBe(2);
    await labels('acme', 'widgets');
    expect(tokens()).toBe(2);
  });

  it('is replaced before a write, which is then made once', async () => {
    await labels('acme', 'widgets');
    github.revokeTokens('acme');
    const octokit = await probot.auth(installationOf('acme'));
    await octokit.rest.issues.createLabel({ owner: 'acme', repo: 'widgets', name: 'fresh', color: '000000' });
    expect((await labels('acme', 'widgets')).filter(({ name }) => name === 'fresh')).toHaveLength(1);
  });

  it('is not asked for again and again where the new one is refused too', async () => {
    await labels('acme', 'widgets');
    github.faults.inject({ path: /labels$/, status: 401, times: 100 });
    await expect(labels('acme', 'widgets')).rejects.toMatchObject({ status: 401 });
    expect(tokens()).toBe(2);
  });
});
