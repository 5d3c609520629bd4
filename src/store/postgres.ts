import { createConnection, type Socket } from 'node:net';
import { sql } from 'drizzle-orm';
import { makePgArray, parsePgArray } from 'drizzle-orm/pg-core/utils';
import { drizzle } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import type { Database, DatabaseOptions } from './database.ts';
import { DatabaseError, plainError } from './database-error.ts';
import { enterTenant } from './enter-tenant.ts';
import { countMissingMigrations, migrate } from './migrate.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { readRows } from './read-rows.ts';
import type { Db, Tx } from './transaction.ts';

interface Lane {
  connections: number;
  /** How long a transaction may wait for a connection, and each statement may run. */
  waitMs: number;
  statementMs: number;
  /** A connection that is silent for this long is dead: no statement runs longer, and idle ones are closed before. */
  silenceMs: number;
}

// Acknowledging a delivery never queues behind the workers: the system's tables have connections of their own. They give
// up early, though not as early as the intake (1.5 s): a body of 25 MB may take its seconds on a busy server.
const system: Lane = { connections: 4, waitMs: 1_000, statementMs: 4_000, silenceMs: 10_000 };
const tenants: Lane = { connections: 12, waitMs: 10_000, statementMs: 30_000, silenceMs: 60_000 };

/**
 * By default postgres.js asks each new connection for the types of arrays, in a query of its own whose failure nobody hears:
 * a session killed just then would be an unhandled rejection. The only arrays we keep are `text[]`, named here by their
 * fixed object id (PostgreSQL's pg_type.dat).
 */
const textArray = {
  to: 1009,
  from: [1009],
  serialize: (texts: string[] | string) => (typeof texts === 'string' ? texts : makePgArray(texts)),
  parse: parsePgArray,
};

export async function openPostgres(url: string, options: DatabaseOptions): Promise<Database> {
  if (options.migrate !== false) await migrateOnce(url);
  const systemLane = openLane(url, system);
  const tenantLane = openLane(url, tenants);
  // Listening connections are silent by nature; postgres.js opens one for all channels and reconnects it.
  const listener = postgres(url, {
    max: 1,
    fetch_types: false,
    onnotice: () => undefined,
    connect_timeout: 5,
    backoff,
  });
  await warnOfOldVectors(systemLane.db, options);

  return {
    kind: 'postgres',
    raw: { kind: 'postgres', url },
    withTenant: (installationId, work) =>
      tenantLane.transaction(async (tx) => {
        await enterTenant(tx, installationId);
        return work(tx);
      }),
    system: (work, { long = false } = {}) => (long ? tenantLane : systemLane).transaction(work),
    async listen(channel, heard, resumed) {
      const { unlisten } = await listener.listen(channel, heard, resumed);
      return async () => void (await unlisten());
    },
    ping: () => systemLane.transaction(async (tx) => void (await tx.execute(sql`select 1`))),
    missingMigrations: () => systemLane.transaction(countMissingMigrations),
    async close() {
      await Promise.all([systemLane.close(), tenantLane.close(), listener.end({ timeout: 1 })]);
    },
  };
}

function openLane(url: string, lane: Lane) {
  const client = postgres(url, {
    max: lane.connections,
    fetch_types: false,
    types: { textArray },
    onnotice: () => undefined,
    connect_timeout: Math.ceil(lane.waitMs / 1000),
    idle_timeout: lane.silenceMs / 2_000,
    max_lifetime: 30 * 60,
    backoff,
    // @ts-expect-error postgres.js takes a function that makes the socket; its types do not know.
    socket: (options: SocketOptions) => makeSocket(options, lane.silenceMs),
    connection: {
      application_name: 'dispatchai',
      statement_timeout: lane.statementMs,
      idle_in_transaction_session_timeout: lane.statementMs,
      // Row-level security makes plans look dear: compiling them took up to 130 ms of queries that need 50.
      jit: 'off',
    },
  });
  const db = drizzle(client) as unknown as Db;
  return {
    db,
    async transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
      let givenUp = false;
      let timer: NodeJS.Timeout | undefined;
      const waited = new Promise<never>((_, reject) => {
        timer = setTimeout(() => {
          givenUp = true;
          reject(new DatabaseError('no connection to the database became free in time', 'DA503'));
        }, lane.waitMs);
      });
      const done = oneAtATime(() =>
        db.transaction(async (tx) => {
          // Begun too late: nobody waits for it any more, so nothing is written.
          if (givenUp) throw new DatabaseError('given up', 'DA503');
          clearTimeout(timer);
          return work(tx as Tx);
        }),
      );
      done.catch(() => undefined);
      try {
        return await Promise.race([done, waited]);
      } catch (error) {
        throw plainError(error);
      } finally {
        clearTimeout(timer);
      }
    },
    close: () => client.end({ timeout: 5 }),
  };
}

/** Seconds before trying to connect again. The default grows to 20, long after the database is back. */
function backoff(retries: number): number {
  return Math.min(0.05 * 2 ** Math.min(retries, 5), 0.5);
}

interface SocketOptions {
  host: string[];
  port: number[];
  path: string | false;
}

/**
 * Node never notices a peer that is gone without a word, and the operating system takes minutes; until then every
 * transaction on the connection would hang.
 */
function makeSocket(options: SocketOptions, silenceMs: number): Socket {
  const socket = options.path
    ? createConnection(options.path)
    : createConnection({ host: options.host[0], port: options.port[0] ?? 5432 });
  socket.setNoDelay(true);
  socket.setTimeout(silenceMs, () => socket.destroy(new DatabaseError('the database fell silent', 'DA504')));
  // postgres.js reads it for the server name of TLS.
  return Object.assign(socket, { host: options.host[0] });
}

async function migrateOnce(url: string): Promise<void> {
  const client = postgres(url, { max: 1, onnotice: () => undefined, connect_timeout: 10 });
  try {
    await migrate(drizzle(client) as unknown as Db);
  } catch (error) {
    throw plainError(error);
  } finally {
    await client.end({ timeout: 5 });
  }
}

/**
 * Before 0.8.4 pgvector could corrupt an HNSW index under vacuum. Only the biggest repositories have one (near-indexes.ts),
 * and what it finds is checked against the vectors, so it is a warning.
 */
async function warnOfOldVectors(db: Db, options: DatabaseOptions): Promise<void> {
  const rows = await db.transaction((tx) =>
    readRows<{ version: string }>(
      tx as Tx,
      sql`select extversion as version from pg_extension where extname = 'vector'`,
    ),
  );
  const version = rows[0]?.version ?? '0';
  if (version.localeCompare('0.8.4', 'en', { numeric: true }) < 0)
    options.onProblem?.(
      `pgvector ${version} is older than 0.8.4, which repairs memory and index faults: please update it`,
    );
}
