import { PGlite, types } from '@electric-sql/pglite';
import { vector } from '@electric-sql/pglite-pgvector';
import { sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/pglite';
import { advisoryLockSql } from './advisory-lock.ts';
import { assertWritable } from './assert-writable.ts';
import { explainFailedStart, prepareDataDirectory } from './data-directory.ts';
import type { Database, DatabaseOptions } from './database.ts';
import { plainError } from './database-error.ts';
import { lockDirectory } from './directory-lock.ts';
import { enterTenant } from './enter-tenant.ts';
import { countMissingMigrations, migrate } from './migrate.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { readRows } from './read-rows.ts';
import type { Db, Tx } from './transaction.ts';
import { startUpkeep } from './upkeep.ts';

/**
 * PostgreSQL in this process (PGlite). One connection: transactions run one after another.
 * Survives kill -9; without fsync it does not survive a power failure, which is PostgreSQL's job.
 */
export async function openEmbedded(
  address: { dataDir: string | null; template?: Blob },
  options: DatabaseOptions,
): Promise<Database> {
  if (address.dataDir !== null) await prepareDataDirectory(address.dataDir);
  const unlock = address.dataDir === null ? async () => undefined : await lockDirectory(address.dataDir);
  try {
    const pglite = await startPglite(address);
    const db = drizzle(pglite) as unknown as Db;
    if (options.migrate !== false) await migrate((work) => db.transaction((tx) => work(tx as Tx)));
    const stopUpkeep = startUpkeep(pglite, options.onProblem ?? (() => undefined));
    return embedded(pglite, db, async () => {
      stopUpkeep();
      await pglite.close();
      await unlock();
    });
  } catch (error) {
    await unlock();
    throw plainError(error);
  }
}

async function startPglite({
  dataDir,
  template,
}: {
  dataDir: string | null;
  template?: Blob;
}): Promise<PGlite> {
  try {
    return await PGlite.create({
      ...(dataDir === null ? {} : { dataDir }),
      ...(template ? { loadDataDir: template } : {}),
      extensions: { vector },
      ...fastBytes,
    });
  } catch (error) {
    throw dataDir === null ? error : await explainFailedStart(dataDir, error);
  }
}

/** PGlite writes and reads bytes one by one: 165 ms a megabyte, in which nothing else runs. Buffer does it in two. */
const fastBytes = {
  serializers: { [types.BYTEA]: (bytes: Uint8Array) => `\\x${Buffer.from(bytes).toString('hex')}` },
  parsers: { [types.BYTEA]: (hex: string) => Buffer.from(hex.slice(2), 'hex') },
};

function embedded(pglite: PGlite, db: Db, close: () => Promise<void>): Database {
  const plainly = async <T>(run: () => Promise<T>): Promise<T> => {
    try {
      return await oneAtATime(run);
    } catch (error) {
      throw plainError(error);
    }
  };
  const transaction = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
    plainly(() => db.transaction((tx) => work(tx as Tx)));
  let closing: Promise<void> | null = null;
  return {
    kind: 'embedded',
    raw: { kind: 'embedded', pglite },
    withTenant: (installationId, work) =>
      transaction(async (tx) => {
        await enterTenant(tx, installationId);
        return work(tx);
      }),
    system: (work, { lock } = {}) =>
      transaction(async (tx) => {
        if (lock !== undefined) await tx.execute(sql.raw(advisoryLockSql(lock)));
        return work(tx);
      }),
    statement: (query) => plainly(() => readRows(db, query)),
    async listen(channel, heard, resumed) {
      const unlisten = await pglite.listen(channel, heard);
      resumed?.();
      return async () => void (await unlisten());
    },
    ping: () => transaction(assertWritable),
    missingMigrations: () => transaction(countMissingMigrations),
    close: () => (closing ??= close()),
  };
}
