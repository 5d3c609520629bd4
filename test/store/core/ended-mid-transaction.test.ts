import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import postgres from 'postgres';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../../../src/store/core/database.ts';
import { openDatabase } from '../../../src/store/core/open-database.ts';
import type { Tx } from '../../../src/store/core/transaction.ts';
import { createPostgres, postgresUrl } from '../../support/databases.ts';
import { until } from '../../support/until.ts';

/** What the App promises, in milliseconds. */
const recovers = 2_000;
const times = 200;

describe.skipIf(!postgresUrl)('sessions that are ended at any moment, again and again', () => {
  let database: Database;
  let server: postgres.Sql;
  let drop: () => Promise<void>;
  const uncaught: unknown[] = [];
  const note = (error: unknown) => uncaught.push(error);

  beforeEach(async () => {
    const created = await createPostgres({ migrated: true });
    drop = created.drop;
    database = await openDatabase({ url: created.url });
    server = postgres(created.url, { max: 1 });
    process.on('uncaughtException', note).on('unhandledRejection', note);
  });
  afterEach(async () => {
    process.off('uncaughtException', note).off('unhandledRejection', note);
    await database.close();
    await server.end();
    await drop();
  });

  it(`throws nothing that cannot be caught, ${times} times, and every lane works again`, async () => {
    // Under load in every phase: between two statements, in several sent together, with values and without, at the commit.
    const busy = async (tx: Tx) => {
      await tx.execute(sql`select 1`);
      await Promise.all([
        tx.execute(sql`select ${'x'.repeat(2_000)}::text`),
        tx.execute(sql`select pg_sleep(0.001)`),
        tx.execute(sql`select ${String(1)}::int`),
      ]);
      await new Promise(setImmediate);
      await tx.execute(sql`select ${'y'}::text, ${'z'}::text`);
    };
    const lanes = {
      system: () => database.system(busy),
      tenant: () => database.withTenant(1, busy),
      long: () => database.system(busy, { long: true }),
    };
    let running = true;
    const failures: { lane: string; at: number; error: unknown }[] = [];
    const loads = Object.entries(lanes).flatMap(([lane, work]) =>
      Array.from({ length: 3 }, async () => {
        while (running)
          await work().catch((error: unknown) => failures.push({ lane, at: performance.now(), error }));
      }),
    );
    let heard = 0;
    let resumed = 0;
    const stopListening = await database.listen(
      'ended_mid_transaction',
      () => {
        heard += 1;
      },
      () => {
        resumed += 1;
      },
    );
    for (let round = 0; round < times; round += 1) {
      await server`select pg_terminate_backend(pid) from pg_stat_activity
                   where datname = current_database() and pid <> pg_backend_pid()`;
      // Spread over all moments of a transaction and of connecting.
      await sleep(Math.random() * 20);
    }
    const ended = performance.now();
    await until(() => performance.now() > ended + 2 * recovers);
    running = false;
    await Promise.all(loads);

    expect(failures.length).toBeGreaterThan(0);
    expect(failures.filter(({ error }) => (error as Error).name !== 'DatabaseError')).toEqual([]);
    const late = failures.filter(({ at }) => at > ended + recovers);
    expect(late.map(({ lane, at, error }) => `${lane} ${Math.round(at - ended)} ms: ${error}`)).toEqual([]);
    await Promise.all(Object.values(lanes).flatMap((work) => Array.from({ length: 12 }, work)));
    expect(resumed).toBeGreaterThan(1);
    await until(async () => {
      await server`select pg_notify('ended_mid_transaction', '')`;
      return heard > 0;
    }, recovers);
    await stopListening();
    // What a timer of the driver throws comes a turn later.
    await new Promise(setImmediate);
    expect(uncaught).toEqual([]);
  });
});
