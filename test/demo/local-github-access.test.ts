import { Octokit } from '@octokit/rest';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { lendAccess } from '../../demo/local-github/accounts/lend-access.ts';
import { type LocalGitHub, startLocalGitHub } from '../../demo/local-github/local-github.ts';
import { requireRepo, requireUser } from '../../demo/local-github/world/world.ts';
import { appOctokit, checkedOctokit } from './app-octokit.ts';
import { userToken } from './picker.ts';

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

const signedIn = async (login: string) =>
  checkedOctokit(github.url, { auth: await userToken(github, CALLBACK, login) }, unlikeGitHub);

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

  it('takes nobody for an administrator while the hub acts in their name', async () => {
    const octokit = appOctokit(github, unlikeGitHub);
    const [repo, tess] = [requireRepo(github.world, 'acme/secret'), requireUser(github.world, 'tess')];
    const role = async () => {
      const who = { owner: 'acme', repo: 'secret', username: 'tess' };
      return (await octokit.repos.getCollaboratorPermissionLevel(who)).data.role_name;
    };
    const first = lendAccess(github.world, repo, tess.id);
    const second = lendAccess(github.world, repo, tess.id);
    expect(await role()).toBe('write');
    first();
    expect(await role()).toBe('write');
    second();
    expect(await role()).toBe('write');
    expect(github.world.tables.collaborators.all().filter((row) => row.lent)).toEqual([]);
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
