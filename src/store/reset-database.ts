import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { getTableName, is } from 'drizzle-orm';
import { PgTable } from 'drizzle-orm/pg-core';
import postgres from 'postgres';
import * as apiSchema from './api-schema.ts';
import type { DatabaseAddress } from './database.ts';
import { plainError } from './database-error.ts';
import * as deliverySchema from './delivery-schema.ts';
import { lockDirectory } from './directory-lock.ts';
import * as followUpSchema from './follow-up-schema.ts';
import { openDatabase } from './open-database.ts';
import * as schema from './schema.ts';
import * as sessionSchema from './session-schema.ts';

/** Another process works with the database that was to be emptied. */
export class DatabaseInUse extends Error {
  override readonly name = 'DatabaseInUse';
}

/**
 * Deletes everything DispatchAI keeps, and migrates the empty database.
 *
 * @throws DirectoryHeld or DatabaseInUse while a DispatchAI process works with it
 */
export async function resetDatabase(address: DatabaseAddress): Promise<void> {
  if ('url' in address) await emptyServer(address.url);
  else if (address.dataDir !== null) await emptyDirectory(address.dataDir);
  const database = await openDatabase(address);
  await database.close();
}

async function emptyDirectory(directory: string): Promise<void> {
  const unlock = await lockDirectory(directory);
  try {
    // The directory itself stays: the lock goes by its inode.
    for (const entry of await readdir(directory)) await rm(join(directory, entry), { recursive: true });
  } finally {
    await unlock();
  }
}

async function emptyServer(url: string): Promise<void> {
  const client = postgres(url, { max: 1, onnotice: () => undefined, connect_timeout: 10 });
  try {
    const others = await client`
      select distinct application_name as name from pg_stat_activity
      where datname = current_database() and application_name like 'dispatchai%'`;
    if (others.length > 0)
      throw new DatabaseInUse('DispatchAI is working with this database. Stop it first.');
    const schemas = { ...schema, ...deliverySchema, ...sessionSchema, ...apiSchema, ...followUpSchema };
    const system = Object.values(schemas).flatMap((each) => (is(each, PgTable) ? [getTableName(each)] : []));
    const held = await client`select tablename::text as name from pg_policies
      where schemaname = 'public' and policyname = 'tenant'`;
    const tables = new Set([...system, ...held.map(({ name }) => String(name))]);
    await client.begin(async (tx) => {
      for (const table of tables) await tx`drop table if exists ${tx(table)} cascade`;
      await tx`drop schema if exists queue cascade`;
      await tx`drop schema if exists drizzle cascade`;
      const functions = await tx`select p.oid::regprocedure::text as name from pg_proc p
        where p.pronamespace = 'public'::regnamespace and p.proname like 'dispatch\\_%'`;
      for (const { name } of functions) await tx.unsafe(`drop function if exists ${name} cascade`);
    });
  } catch (error) {
    throw plainError(error);
  } finally {
    await client.end({ timeout: 5 });
  }
}
