import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import postgres from 'postgres';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createInbox } from '../../src/queue/inbox.ts';
import { type Queue, startQueue } from '../../src/queue/queue.ts';
import type { Database } from '../../src/store/core/database.ts';
import { openDatabase } from '../../src/store/core/open-database.ts';
import type { Tx } from '../../src/store/core/transaction.ts';
import { createPostgres, postgresUrl } from '../support/databases.ts';
import { until } from '../support/until.ts';
import { makeDelivery } from './make-delivery.ts';

/** What the App promises, in milliseconds. */
const recovers = 2_000;

describe.skipIf(!postgresUrl)('when PostgreSQL ends sessions in mid-transaction, under load', () => {
  let database: Database;
  let queue: Queue;
  let url: string;
  let drop: () => Promise<void>;
  let server: postgres.Sql;

  beforeEach(async () => {
    ({ url, drop } = await createPostgres());
    database = await openDatabase({ url });
    queue = await startQueue(database);
    server = postgres(url, { max: 1 });
  });
  afterEach(async () => {
    await queue.stop({ timeoutMs: 500 });
    await database.close();
    await server.end();
    await drop();
  });

  const endSessions = () => server`
    select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()`;

  it('every lane works again within two seconds, and all of its connections do', async () => {
    let running = true;
    const heard: string[] = [];
    const worked: string[] = [];
    const stopListening = await database.listen('ended_sessions', (payload) => heard.push(payload));
    await queue.work(async ({ deliveryId }) => void worked.push(deliveryId));
    const inbox = createInbox(database);
    // In mid-transaction for most of the time: between statements, in one, and at the commit.
    const busy = async (tx: Tx) => {
      await tx.execute(sql`select 1`);
      await tx.execute(sql`select pg_sleep(0.005)`);
      await Promise.all([tx.execute(sql`select 2`), tx.execute(sql`select 3`)]);
    };
    const lanes = {
      system: () => database.system(busy),
      tenant: () => database.withTenant(1, busy),
      long: () => database.system(busy, { long: true }),
      queue: () => queue.chores.add('ended/0/0'),
      intake: () => inbox.accept(makeDelivery()),
    };
    const failures: { lane: string; at: number; error: unknown }[] = [];
    const loads = Object.entries(lanes).flatMap(([lane, work]) =>
      Array.from({ length: 8 }, async () => {
        // Each takes its time, as the transactions do: a backlog of thousands of jobs is not what this is about.
        while (running)
          await Promise.all([
            work().catch((error: unknown) => failures.push({ lane, at: performance.now(), error })),
            sleep(5),
          ]);
      }),
    );
    for (let round = 0; round < 10; round += 1) {
      await endSessions();
      await lanes.tenant().catch(() => undefined);
    }
    const ended = performance.now();
    await until(() => performance.now() > ended + recovers);
    // Under load for as long again: nothing is left that only shows now and then.
    await until(() => performance.now() > ended + 2 * recovers);
    running = false;
    await Promise.all(loads);
    expect(failures.length).toBeGreaterThan(0);
    const late = failures.filter(({ at }) => at > ended + recovers);
    expect(late.map(({ lane, at, error }) => `${lane} ${Math.round(at - ended)} ms: ${error}`)).toEqual([]);

    await everyConnection(4, (work) => database.system(work));
    await everyConnection(12, (work) => database.withTenant(1, work));
    await server`select pg_notify('ended_sessions', 'heard')`;
    await until(() => heard.includes('heard'), recovers);
    // The workers too: what the load left for them grows less.
    const before = worked.length;
    await inbox.accept(makeDelivery());
    await until(() => worked.length > before, recovers);
    await stopListening();
  });

  /** As many transactions as there are connections, open at the same moment. */
  async function everyConnection(count: number, begin: (work: (tx: Tx) => Promise<void>) => Promise<void>) {
    let open = 0;
    let release: () => void = () => undefined;
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    const all = Array.from({ length: count }, () =>
      begin(async (tx) => {
        await tx.execute(sql`select 1`);
        open += 1;
        await released;
      }),
    );
    await until(() => open === count, recovers);
    release();
    await Promise.all(all);
  }

  it('a transaction that lost its session never goes on in another one', async () => {
    await server`create table lost_session (step int)`;
    let ended: () => void = () => undefined;
    const sessionsEnded = new Promise<void>((resolve) => {
      ended = resolve;
    });
    let begun = false;
    const lost = database.system(async (tx) => {
      await tx.execute(sql`insert into lost_session values (1)`);
      begun = true;
      await sessionsEnded;
      await tx.execute(sql`insert into lost_session values (2)`);
    });
    const outcome = lost.then(
      () => 'kept',
      (error: Error) => error.name,
    );
    await until(() => begun);
    await endSessions();
    // All other connections are new and at work when the lost transaction goes on.
    await until(async () => {
      await Promise.all(Array.from({ length: 3 }, () => database.ping()));
      return true;
    });
    ended();
    expect(await outcome).toBe('DatabaseError');
    expect(await server`select step from lost_session`).toHaveLength(0);
  });

  it('a statement that fails unheard fails the whole transaction', async () => {
    const swallowed = database.system(async (tx) => {
      await tx.execute(sql`select 1 / 0`).catch(() => undefined);
      return 'kept';
    });
    await expect(swallowed).rejects.toMatchObject({ name: 'DatabaseError', code: '22012' });
  });
});
