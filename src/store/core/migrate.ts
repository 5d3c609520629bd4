import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { sql } from 'drizzle-orm';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { readRows } from './read-rows.ts';
import type { Tx } from './transaction.ts';

/** Any number will do that no other user of this database takes. */
const migrationLock = 7_363_541_902;

/**
 * Brings the database to the newest migration, all in one transaction. Drizzle's own `migrate` has no lock, so replicas
 * that start together would trip over each other; here the first migrates and the others wait, then find nothing to do.
 */
export async function migrate(
  inTransaction: (work: (tx: Tx) => Promise<void>) => Promise<void>,
): Promise<void> {
  const migrations = readMigrationFiles({ migrationsFolder: migrationsFolder() });
  await inTransaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${sql.raw(String(migrationLock))})`);
    await tx.execute(sql`create schema if not exists drizzle`);
    await tx.execute(
      sql`create table if not exists drizzle.__drizzle_migrations (id serial primary key, hash text not null, created_at bigint)`,
    );
    const last = await lastApplied(tx);
    for (const migration of migrations.filter((each) => each.folderMillis > last)) {
      for (const statement of migration.sql) await tx.execute(sql.raw(statement));
      await tx.execute(
        sql`insert into drizzle.__drizzle_migrations (hash, created_at) values (${migration.hash}, ${String(migration.folderMillis)})`,
      );
    }
  });
}

/** How many migrations this version has that the database has not. */
export async function countMissingMigrations(tx: Tx): Promise<number> {
  const last = await lastApplied(tx);
  return readMigrationFiles({ migrationsFolder: migrationsFolder() }).filter(
    (each) => each.folderMillis > last,
  ).length;
}

async function lastApplied(tx: Tx): Promise<number> {
  const rows = await readRows<{ at: string | null }>(
    tx,
    sql`select max(created_at)::text as at from drizzle.__drizzle_migrations`,
  );
  return Number(rows[0]?.at ?? 0);
}

/** `drizzle/` stands at the root of the project, above `src/store` and above `dist/src/store`. */
function migrationsFolder(): string {
  for (let folder = import.meta.dirname; folder !== dirname(folder); folder = dirname(folder)) {
    const found = join(folder, 'drizzle');
    if (existsSync(join(found, 'meta', '_journal.json'))) return found;
  }
  throw new Error('the folder drizzle/ with the migrations is missing');
}
