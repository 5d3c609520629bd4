import { afterEach, describe, expect, it } from 'vitest';
import { type Queue, startQueue } from '../../src/queue/queue.ts';
import type { Database } from '../../src/store/database.ts';
import { databases } from '../support/databases.ts';
import { until } from '../support/until.ts';

describe.each(databases)('chores, on the $name database', ({ open }) => {
  let database: Database;
  let queue: Queue;
  afterEach(async () => {
    await queue.stop({ timeoutMs: 1_000 });
    await database.close();
  });
  const start = async () => {
    database = await open();
    queue = await startQueue(database);
  };

  it('stand once in the queue, run one at a time, and come again where they say so', async () => {
    await start();
    const runs: string[] = [];
    let running = 0;
    for (const id of ['a/1', 'b/2', 'a/1', 'a/1']) await queue.chores.add(id);
    queue.chores.work(async (id) => {
      running += 1;
      expect(running).toBe(1);
      await new Promise((resolve) => setTimeout(resolve, 5));
      // Asked for while it runs: it runs already.
      await queue.chores.add(id);
      runs.push(id);
      running -= 1;
      return runs.filter((run) => run === id).length < 3 ? { againAfterSeconds: 0 } : 'done';
    });
    await until(() => runs.length >= 6);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect([...runs].sort()).toEqual(['a/1', 'a/1', 'a/1', 'b/2', 'b/2', 'b/2']);
    // Done, it may be asked for again.
    await queue.chores.add('a/1');
    await until(() => runs.length === 7);
  });

  it('go on in another process after one that stopped', async () => {
    await start();
    await queue.chores.add('a/1');
    let began = false;
    queue.chores.work(async (_id, { signal }) => {
      began = true;
      await new Promise((_resolve, reject) =>
        signal.addEventListener('abort', () => reject(new Error('stopped'))),
      );
      return 'done';
    });
    await until(() => began);
    await queue.stop({ timeoutMs: 2_000 });
    queue = await startQueue(database);
    const attempts: number[] = [];
    queue.chores.work(async (_id, { attempt }) => {
      attempts.push(attempt);
      return 'done';
    });
    await until(() => attempts.length === 1);
    expect(attempts).toEqual([1]);
  });
});
