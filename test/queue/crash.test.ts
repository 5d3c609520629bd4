import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createInbox } from '../../src/queue/inbox.ts';
import { type Queue, startQueue } from '../../src/queue/queue.ts';
import type { Database } from '../../src/store/core/database.ts';
import { openDatabase } from '../../src/store/core/open-database.ts';
import { createPostgres, postgresUrl } from '../support/databases.ts';
import { until } from '../support/until.ts';
import { makeDelivery } from './make-delivery.ts';

const source = (path: string) => JSON.stringify(join(import.meta.dirname, '../../src', path));

describe.skipIf(!postgresUrl)('a worker that dies', () => {
  let url: string;
  let drop: () => Promise<void>;
  let database: Database;
  let queue: Queue;
  let child: ChildProcess;

  beforeEach(async () => {
    ({ url, drop } = await createPostgres());
    database = await openDatabase({ url });
    queue = await startQueue(database);
  });
  afterEach(async () => {
    child.kill('SIGKILL');
    await queue.stop({ timeoutMs: 500 });
    await database.close();
    await drop();
  });

  it('leaves its jobs to another', async () => {
    // Takes jobs and never ends them.
    const script = `
      const { openDatabase } = await import(${source('store/core/open-database.ts')});
      const { startQueue } = await import(${source('queue/queue.ts')});
      const queue = await startQueue(await openDatabase({ url: ${JSON.stringify(url)} }));
      await queue.work(() => { console.log('took'); return new Promise(() => {}); });`;
    child = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let taken = 0;
    child.stdout?.on('data', (text) => {
      taken += String(text).split('took').length - 1;
    });
    const sent = Array.from({ length: 5 }, (_, number) => makeDelivery({ number }));
    await Promise.all(sent.map((each) => createInbox(database).accept(each)));
    await until(() => taken === 5, 30_000);
    const done: { deliveryId: string; attempt: number }[] = [];
    await queue.work(async ({ deliveryId, attempt }) => void done.push({ deliveryId, attempt }));
    // While it lives its heartbeat holds them.
    await new Promise((resolve) => setTimeout(resolve, 12_000));
    expect(done).toEqual([]);
    child.kill('SIGKILL');
    const died = performance.now();
    await until(() => done.length === 5, 60_000);
    console.info(`jobs of the dead worker went on after ${Math.round((performance.now() - died) / 1000)} s`);
    expect(done.map(({ deliveryId }) => deliveryId).sort()).toEqual(sent.map(({ id }) => id).sort());
    expect(done.every(({ attempt }) => attempt === 1)).toBe(true);
  }, 120_000);
});
