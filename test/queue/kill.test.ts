import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { afterEach, describe, expect, it } from 'vitest';
import type { DatabaseAddress } from '../../src/store/core/database.ts';
import { openDatabase } from '../../src/store/core/open-database.ts';
import { readRows } from '../../src/store/core/read-rows.ts';
import { createPostgres, postgresUrl } from '../support/databases.ts';
import { until } from '../support/until.ts';

const children: ChildProcess[] = [];
const cleanups: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  for (const cleanup of cleanups.splice(0)) await cleanup();
});

const homes = [
  {
    name: 'embedded',
    async make(): Promise<DatabaseAddress> {
      const dataDir = await mkdtemp(join(tmpdir(), 'dispatch-kill-'));
      cleanups.push(() => rm(dataDir, { recursive: true, force: true }));
      return { dataDir };
    },
  },
  ...(postgresUrl
    ? [
        {
          name: 'postgres',
          async make(): Promise<DatabaseAddress> {
            const { url, drop } = await createPostgres();
            cleanups.push(drop);
            return { url };
          },
        },
      ]
    : []),
];

const source = (path: string) => JSON.stringify(join(import.meta.dirname, '../..', path));

/** A process that takes deliveries as fast as it can and says each id once it is acknowledged. */
function startTaker(address: DatabaseAddress): { acknowledged: string[]; kill: () => Promise<void> } {
  const script = `
    const { openDatabase } = await import(${source('src/store/core/open-database.ts')});
    const { startQueue } = await import(${source('src/queue/queue.ts')});
    const { createInbox } = await import(${source('src/queue/inbox.ts')});
    const { makeDelivery } = await import(${source('test/queue/make-delivery.ts')});
    const database = await openDatabase(${JSON.stringify(address)});
    await startQueue(database);
    const inbox = createInbox(database);
    for (let number = 0; ; number += 1) {
      const burst = Array.from({ length: 5 }, () => makeDelivery({ number }));
      await Promise.all(burst.map(async (each) => { await inbox.accept(each); process.stdout.write(each.id + '\\n'); }));
    }`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  let text = '';
  child.stdout?.on('data', (chunk) => {
    text += String(chunk);
  });
  return {
    get acknowledged() {
      return text.split('\n').slice(0, -1);
    },
    async kill() {
      const closed = new Promise((resolve) => child.once('close', resolve));
      child.kill('SIGKILL');
      await closed;
    },
  };
}

describe.each(homes)('killed while it takes deliveries, $name', ({ make }) => {
  it('has kept every delivery that it acknowledged, each with its job', async () => {
    const address = await make();
    const acknowledged: string[] = [];
    for (let round = 0; round < 3; round += 1) {
      const taker = startTaker(address);
      await until(() => taker.acknowledged.length > 40 + Math.random() * 60, 60_000);
      await taker.kill();
      acknowledged.push(...taker.acknowledged);
    }
    const database = await openDatabase(address);
    const kept = await database.system((tx) =>
      readRows<{ id: string; jobs: number }>(
        tx,
        sql`select d.id, count(j.id)::int as jobs from deliveries d
            left join queue.job j on j.data ->> 'deliveryId' = d.id group by d.id`,
      ),
    );
    await database.close();
    expect(kept.filter(({ jobs }) => jobs !== 1)).toEqual([]);
    const ids = new Set(kept.map(({ id }) => id));
    expect(acknowledged.filter((id) => !ids.has(id))).toEqual([]);
    expect(acknowledged.length).toBeGreaterThan(120);
  }, 180_000);
});
