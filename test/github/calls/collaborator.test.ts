import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type LocalGitHub, startLocalGitHub } from '../../../demo/local-github/local-github.ts';
import { SMALL_SEED } from '../../../demo/local-github/world/seed.ts';
import { createGateway } from '../../../src/github/calls/gateway.ts';
import { createProbot } from '../../../src/github/calls/octokit.ts';
import { createRoles } from '../../../src/github/sign-in/roles.ts';

describe('the rights of a login', () => {
  let github: LocalGitHub;
  let probot: ReturnType<typeof createProbot>;
  beforeEach(async () => {
    github = await startLocalGitHub({
      seed: {
        ...SMALL_SEED,
        repositories: SMALL_SEED.repositories.flatMap((each) => [each, { ...each, name: 'gadgets' }]),
      },
    });
    const { id: appId, privateKey } = github.app;
    probot = createProbot(
      { appId, privateKey, webhookSecret: 'test', apiUrl: github.url },
      pino({ level: 'silent' }),
    );
    await probot.ready();
  });
  afterEach(() => github.close());
  const idOf = (login: string) => github.world.tables.users.findOneBy('login', login)?.id ?? 0;

  it('are those of the person who has it, not of who had it before: commands and requests', async () => {
    const gateway = createGateway(await probot.auth(github.installationId), async () => 'dispatch[bot]');
    const repo = {
      installationId: github.installationId,
      repositoryId: github.world.tables.repos.findOneBy('full_name', 'acme/widgets')?.id ?? 0,
      ...{ owner: 'acme', name: 'widgets', private: false },
    };
    expect(await gateway.permissionOf(repo, { login: 'tess', id: idOf('tess') })).toBe('triage');
    // Somebody who was called tess until they gave the name up.
    expect(await gateway.permissionOf(repo, { login: 'tess', id: 987_654 })).toBe('none');
    // A person whom GitHub names no more.
    expect(await gateway.permissionOf(repo, { login: 'tess', id: null })).toBe('none');
  });

  it('are those of the person who has it, not of who had it before: API tokens', async () => {
    const roles = createRoles(probot);
    const find = (userId: number) => roles.find('acme', 'widgets', { login: 'tess', userId });
    expect((await find(idOf('tess')))?.role).toBe('triage');
    expect(await find(987_654)).toBeNull();
  });

  it('are those in the repository that has the name, not in the one that had it before: API tokens', async () => {
    const { repos } = github.world.tables;
    const roles = createRoles(probot);
    const find = (login: string) => roles.find('acme', 'widgets', { login, userId: idOf(login) });
    const before = repos.findOneBy('full_name', 'acme/widgets')?.id ?? 0;
    const next = repos.findOneBy('full_name', 'acme/gadgets')?.id ?? 0;
    expect((await find('tess'))?.repositoryId).toBe(before);
    repos.update(before, { name: 'secret', full_name: 'acme/secret' });
    repos.update(next, { name: 'widgets', full_name: 'acme/widgets' });
    expect(await find('mona')).toBeNull();
    expect(await find('mona')).toMatchObject({ repositoryId: next, role: 'admin' });
  });
});
