import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type LocalGitHub, startLocalGitHub } from '../../../demo/local-github/local-github.ts';
import { SMALL_SEED } from '../../../demo/local-github/world/seed.ts';
import { createGateway } from '../../../src/github/calls/gateway.ts';
import { createProbot } from '../../../src/github/calls/octokit.ts';
import { Refused } from '../../../src/triage/core/refused.ts';
import type { GitHub } from '../../../src/triage/ports/core.ts';

const settings = '.github/dispatch.yml';
const tokens = /\/access_tokens$/;
const seed = {
  ...SMALL_SEED,
  repositories: SMALL_SEED.repositories.map((each) => ({
    ...each,
    files: { [settings]: 'mode: observe\n' },
  })),
};

describe('what GitHub says it does not have', () => {
  let github: LocalGitHub;
  let gateway: GitHub;
  const repo = () => ({
    installationId: github.installationId,
    repositoryId: github.world.tables.repos.findOneBy('full_name', 'acme/widgets')?.id ?? 0,
    ...{ owner: 'acme', name: 'widgets', private: false },
  });

  beforeEach(async () => {
    github = await startLocalGitHub({ seed });
    const { id: appId, privateKey } = github.app;
    const probot = createProbot(
      { appId, privateKey, webhookSecret: 'test', apiUrl: github.url },
      pino({ level: 'silent' }),
    );
    await probot.ready();
    gateway = createGateway(await probot.auth(github.installationId), async () => 'dispatch[bot]');
  });
  afterEach(() => github.close());

  it('is missing where the call itself was authenticated', async () => {
    expect(await gateway.getFile(repo(), 'CODEOWNERS')).toBeNull();
    expect(await gateway.listFiles(repo(), '.github/ISSUE_TEMPLATE')).toEqual([]);
  });

  it.each([404, 410])('is not missing where %i answers the request for a token', async (status) => {
    const calls: Record<string, () => Promise<unknown>> = {
      file: () => gateway.getFile(repo(), settings),
      folder: () => gateway.listFiles(repo(), '.github'),
      types: () => gateway.listTypes(repo()),
      labels: () => gateway.listLabels(repo()),
      issue: () => gateway.getIssue(repo(), 1),
      repository: () => gateway.getRepository(repo()),
      permission: () => gateway.permissionOf(repo(), { login: 'mona', id: 1 }),
      write: () => gateway.removeLabel(repo(), 1, 'bug'),
    };
    github.faults.inject({ path: tokens, status, times: 1_000 });
    const answers = await Promise.all(
      Object.entries(calls).map(async ([name, call]) => {
        const problem = await call().then(
          (answer) => answer,
          (error: unknown) => (error instanceof Refused ? 'refused for good' : (error as Error).name),
        );
        return [name, problem];
      }),
    );
    expect(Object.fromEntries(answers)).toEqual(
      Object.fromEntries(Object.keys(calls).map((name) => [name, 'NoToken'])),
    );
    github.faults.clear();
    expect((await gateway.getFile(repo(), settings))?.text).toBe('mode: observe\n');
  });

  it('passes where the token comes at the next try', async () => {
    github.faults.inject({ path: tokens, status: 404 });
    expect((await gateway.getFile(repo(), settings))?.text).toBe('mode: observe\n');
  });
});
