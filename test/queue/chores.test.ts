import { sql } from 'drizzle-orm';
import { afterEach, describe, expect, it } from 'vitest';
import type { ChoreEnd } from '../../src/domain/issue/chore-end.ts';
import { type Queue, startQueue } from '../../src/queue/queue.ts';
import type { Database } from '../../src/store/core/database.ts';
import { readRows } from '../../src/store/core/read-rows.ts';
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

  /** A chore that waits at a gate each time it runs. */
  const gated = () => {
    const gates: PromiseWithResolvers<ChoreEnd>[] = [];
    queue.chores.work(async () => {
      const gate = Promise.withResolvers<ChoreEnd>();
      gates.push(gate);
      return gate.promise;
    });
    const begun = (runs: number) => until(() => gates.length >= runs);
    return { begun, end: (run: number, how: ChoreEnd = 'done') => gates[run - 1]?.resolve(how), gates };
  };
  const waiting = async () =>
    database.system((tx) =>
      readRows<{ state: string; inSeconds: number }>(
        tx,
        sql`select state::text, extract(epoch from start_after - now())::int as "inSeconds" from queue.job where name = 'chore'`,
      ),
    );

  it.each(['hurry', 'add'] as const)(
    'asked for while they run (%s) run once more, and only once',
    async (how) => {
      await start();
      const { begun, end, gates } = gated();
      await queue.chores.add('a/1');
      await begun(1);
      // What the first run read may be older than what these are about.
      for (let i = 0; i < 3; i++) await queue.chores[how]('a/1');
      end(1);
      await begun(2);
      end(2);
      await until(async () => (await waiting()).length === 0);
      expect(gates).toHaveLength(2);
    },
  );

  it('asked for while they run come at the earlier of both times', async () => {
    await start();
    const { begun, end } = gated();
    await queue.chores.add('a/1');
    await begun(1);
    await queue.chores.add('a/1', 5_000);
    await queue.chores.add('a/1', 9_000);
    end(1, { againAfterSeconds: 7_000 });
    await until(async () => (await waiting()).some(({ state }) => state === 'created'));
    const [job] = await waiting();
    expect(job?.inSeconds).toBeGreaterThan(4_000);
    expect(job?.inSeconds).toBeLessThanOrEqual(5_000);
    // What waits is not put off by a later wish, and is done now where it is hurried.
    await queue.chores.add('a/1', 9_000);
    expect((await waiting())[0]?.inSeconds).toBeLessThanOrEqual(5_000);
    await queue.chores.hurry('a/1');
    await begun(2);
    end(2);
    await until(async () => (await waiting()).length === 0);
  });

  it('asked for at the moment they end are not lost', async () => {
    await start();
    let runs = 0;
    let asked = 0;
    queue.chores.work(async () => {
      runs += 1;
      return { againAfterSeconds: 10_000 };
    });
    for (; asked < 40; asked++) {
      const before = runs;
      await queue.chores.hurry('a/1');
      await until(() => runs > before);
    }
    expect(runs).toBeGreaterThanOrEqual(asked);
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
