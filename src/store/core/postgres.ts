import { sql } from 'drizzle-orm';
import { advisoryLockSql } from './advisory-lock.ts';
import { assertWritable } from './assert-writable.ts';
import type { Database, DatabaseOptions, ServerAddress } from './database.ts';
import { enterTenantSql } from './enter-tenant.ts';
import { type Lane, type OpenLane, onOwnConnection, openLane, transactionOn } from './lane.ts';
import { openListener } from './listener.ts';
import { countMissingMigrations, migrate } from './migrate.ts';
import { readRows } from './read-rows.ts';

// Acknowledging a delivery never queues behind the workers: the system's tables have connections of their own. They give
// up early, though not as early as the intake (1.5 s): a body of 25 MB may take its seconds on a busy server.
const system: Lane = { name: 'dispatchai', connections: 4, waitMs: 1_000, statementMs: 4_000 };
const tenants: Lane = { name: 'dispatchai', connections: 12, waitMs: 10_000, statementMs: 30_000 };
/** What the queue's library does by itself; what it does for us, it does in our transactions. */
const queue: Lane = {
  name: 'dispatchai-queue',
  connections: 3,
  waitMs: 5_000,
  statementMs: 20_000,
  dates: 'date',
};

export async function openPostgres(
  { url, directUrl = url, prepare = true }: ServerAddress,
  options: DatabaseOptions,
): Promise<Database> {
  if (options.migrate !== false)
    await onOwnConnection(directUrl, 'dispatchai-migrate', (connection) =>
      migrate((work) => transactionOn(connection, work)),
    );
  const systemLane = openLane(url, system, { prepare });
  const tenantLane = openLane(url, tenants, { prepare });
  const queueLane = openLane(url, queue, { prepare });
  const listener = openListener(directUrl);
  const lanes = [systemLane, tenantLane, queueLane];
  const close = async () => void (await Promise.all([listener, ...lanes].map((each) => each.close())));
  try {
    await warnOfOldVectors(systemLane, options);
  } catch (error) {
    await close();
    throw error;
  }

  return {
    kind: 'postgres',
    raw: { kind: 'postgres', directUrl, executeSql: queueLane.execute },
    withTenant: (installationId, work) => tenantLane.transaction(work, enterTenantSql(installationId)),
    statement: (query, { long = false } = {}) => (long ? tenantLane : systemLane).statement(query),
    system: (work, { long = false, lock } = {}) =>
      (long ? tenantLane : systemLane).transaction(
        work,
        ...(lock === undefined ? [] : [advisoryLockSql(lock)]),
      ),
    listen: listener.listen,
    ping: () => systemLane.transaction(assertWritable),
    missingMigrations: () => systemLane.transaction(countMissingMigrations),
    close,
  };
}

/**
 * Before 0.8.4 pgvector could corrupt an HNSW index under vacuum. Only the biggest repositories have one (near-indexes.ts),
 * and what it finds is checked against the vectors, so it is a warning.
 */
async function warnOfOldVectors(lane: OpenLane, options: DatabaseOptions): Promise<void> {
  const rows = await lane.transaction((tx) =>
    readRows<{ version: string }>(
      tx,
      sql`select extversion as version from pg_extension where extname = 'vector'`,
    ),
  );
  const version = rows[0]?.version ?? '0';
  if (version.localeCompare('0.8.4', 'en', { numeric: true }) < 0)
    options.onProblem?.(
      `pgvector ${version} is older than 0.8.4, which repairs memory and index faults: please update it`,
    );
}
