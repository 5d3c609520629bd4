import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { createAppDeps } from '../../src/app/create-app-deps.ts';
import { createServices } from '../../src/app/services.ts';
import type { Issue } from '../../src/domain/issue/issue.ts';
import { createProbot } from '../../src/github/calls/octokit.ts';
import { createApp } from '../../src/github/handlers/app.ts';
import { commandDeps } from '../../src/github/handlers/command-deps.ts';
import { createFreshness, replayDelivery } from '../../src/github/redelivery/replay-delivery.ts';
import type { Database } from '../../src/store/core/database.ts';
import type { GitHub } from '../../src/triage/ports/core.ts';
import { idleQueue } from './idle-queue.ts';
import { createMemoryAppReads } from './memory-app-reads.ts';
import { createMemoryGitHub, type MemoryGitHubOptions } from './memory-github.ts';

/** A person or bot as payloads name them. */
export const user = (login: string, id: number) => ({
  login,
  id,
  type: login.endsWith('[bot]') ? 'Bot' : 'User',
});

/**
 * The App's real handlers and stores over a memory GitHub: no network, no queue. Deliveries are worked on one after the
 * other, as the queue does for one issue.
 *
 * @param wrap stands between the App and GitHub, for faults
 */
export async function createMemoryDispatch(
  database: Database,
  options: MemoryGitHubOptions = {},
  wrap: (github: GitHub) => GitHub = (github) => github,
) {
  const memory = createMemoryGitHub(options);
  const github = wrap(memory.github);
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const key = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const credentials = { appId: 1, privateKey: key, webhookSecret: 'test', apiUrl: 'http://127.0.0.1:9' };
  const probot = createProbot(credentials, pino({ level: 'silent' }));
  const deps = createAppDeps(createServices({ database, queue: idleQueue }), idleQueue, {
    gateway: () => github,
    ...createMemoryAppReads(),
    isStale: () => false,
    editSeconds: 0,
  });
  await probot.ready();
  await probot.load(createApp(deps));
  const installationId = 1 + Math.floor(Math.random() * 1e9);
  const repo = {
    installationId,
    repositoryId: installationId + 1,
    owner: 'acme',
    name: 'widgets',
    private: false,
  };
  await deps.repositories.saveInstallation({
    ...{ id: installationId, account: 'acme', accountId: 1, kind: 'organization' },
  });
  await deps.repositories.saveRepository(repo);

  const payloadOf = (issue: Issue) => ({
    installation: { id: installationId },
    repository: {
      ...{ id: repo.repositoryId, name: repo.name, full_name: 'acme/widgets', private: false },
      owner: { login: 'acme', id: 1, type: 'Organization' },
    },
    issue: {
      ...{
        number: issue.number,
        title: issue.title,
        body: issue.body,
        state: issue.state,
        locked: issue.locked,
      },
      user: user(issue.author.login, issue.author.id ?? 0),
      labels: issue.labels.map((name) => ({ name })),
      assignees: issue.assignees.map((login) => ({ login })),
      type: issue.type === null ? null : { name: issue.type },
      created_at: issue.createdAt,
      updated_at: issue.updatedAt,
    },
  });

  /** Works on a delivery; the same id again is a retry. */
  async function deliver(event: string, payload: object, id: string = randomUUID()): Promise<void> {
    const delivery = { id, event, body: Buffer.from(JSON.stringify(payload)), receivedAt: new Date() };
    const deliveries = { getDelivery: async () => delivery };
    const freshness = createFreshness();
    await replayDelivery(
      { probot, freshness, deliveries, observe: () => {} },
      { deliveryId: id, attempt: 0 },
    );
  }

  return {
    ...memory,
    repo,
    deps,
    commands: commandDeps(deps, github),
    deliver,
    /** A comment's event, on the issue as GitHub has it now. */
    async comment(
      action: 'created' | 'edited' | 'deleted',
      given: { number: number; id: number; author: ReturnType<typeof user>; body: string; delivery?: string },
    ) {
      const issue = memory.issues.get(given.number);
      if (!issue) throw new Error(`no issue ${given.number}`);
      const comment = {
        id: given.id,
        body: given.body,
        user: given.author,
        created_at: '2026-05-01T10:00:00Z',
      };
      const payload = { action, ...payloadOf(issue), comment, sender: given.author };
      await deliver('issue_comment', payload, given.delivery);
    },
    /** An issue's event, on the issue as GitHub has it now. */
    async issue(action: string, number: number, sender: ReturnType<typeof user>, more: object = {}) {
      const issue = memory.issues.get(number);
      if (!issue) throw new Error(`no issue ${number}`);
      await deliver('issues', { action, ...payloadOf(issue), sender, ...more });
    },
  };
}
