import { generateKeyPairSync } from 'node:crypto';
import { createRequire } from 'node:module';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createAppDeps } from '../../src/app/create-app-deps.ts';
import { createServices } from '../../src/app/services.ts';
import { createProbot } from '../../src/github/calls/octokit.ts';
import { createApp } from '../../src/github/handlers/app.ts';
import { handledEvents } from '../../src/github/intake/handled-events.ts';
import { createFreshness, replayDelivery } from '../../src/github/redelivery/replay-delivery.ts';
import type { Database } from '../../src/store/core/database.ts';
import { isForgottenInstallation } from '../../src/store/core/database-error.ts';
import { openDatabase } from '../../src/store/core/open-database.ts';
import { idleQueue } from '../support/idle-queue.ts';
import { createMemoryAppReads } from '../support/memory-app-reads.ts';
import { createMemoryGitHub } from '../support/memory-github.ts';

type Examples = { name: string; examples: Record<string, unknown>[] }[];
const load = createRequire(import.meta.url);
const examples = load('@octokit/webhooks-examples/api.github.com/index.json') as Examples;
const handled = examples.filter(({ name }) => Object.keys(handledEvents).includes(name));

let database: Database;
let probot: ReturnType<typeof createProbot>;
beforeAll(async () => {
  database = await openDatabase({ dataDir: null });
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const key = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const credentials = { appId: 1, privateKey: key, webhookSecret: 'test', apiUrl: 'http://127.0.0.1:9' };
  probot = createProbot(credentials, pino({ level: 'silent' }));
  const labels = [{ id: 1, name: 'bug', color: 'd73a4a', description: '' }];
  const deps = createAppDeps(createServices({ database, queue: idleQueue }), idleQueue, {
    gateway: () => createMemoryGitHub({ labels }).github,
    ...createMemoryAppReads(),
    isStale: () => false,
  });
  await probot.ready();
  await probot.load(createApp(deps));
});
afterAll(() => database?.close());

it.each(handled)(
  'the official payloads of $name go through the handlers',
  async ({ name, examples: payloads }) => {
    for (const [index, payload] of payloads.entries()) {
      // The examples name no installation; every delivery to an App does.
      const installation = payload.installation ?? { id: 7, node_id: '' };
      const body = Buffer.from(JSON.stringify({ ...payload, installation }));
      const delivery = { id: `${name}-${index}`, event: name, body, receivedAt: new Date() };
      await replayDelivery(
        {
          probot,
          freshness: createFreshness(),
          deliveries: { getDelivery: async () => delivery },
          observe: () => {},
        },
        { deliveryId: delivery.id, attempt: 0 },
      ).catch((error: unknown) => {
        // One of the examples takes its installation away; the queue drops what comes after that.
        if (!isForgottenInstallation(error)) throw error;
      });
    }
  },
);

it('covers every event that is handled', () => {
  expect(handled.map(({ name }) => name).toSorted()).toEqual(Object.keys(handledEvents).toSorted());
});
