import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { getTableName, is } from 'drizzle-orm';
import { PgTable } from 'drizzle-orm/pg-core';
import * as apiSchema from '../schema/api-schema.ts';
import * as deliverySchema from '../schema/delivery-schema.ts';
import * as followUpSchema from '../schema/follow-up-schema.ts';
import * as schema from '../schema/repository-schema.ts';
import * as sessionSchema from '../schema/session-schema.ts';
import type { DatabaseAddress } from './database.ts';
import { lockDirectory } from './directory-lock.ts';
import { escapeIdentifier } from './escape-identifier.ts';
import { onOwnConnection } from './lane.ts';
import { openDatabase } from './open-database.ts';

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
  if ('url' in address) await emptyServer(address.directUrl ?? address.url);
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
  // Under another name than those that are looked for.
  await onOwnConnection(url, 'dispatch-reset', async (server) => {
    const others = await server.query(
      `select from pg_stat_activity where datname = current_database() and application_name like 'dispatchai%'`,
    );
    if (others.rows.length > 0)
      throw new DatabaseInUse('DispatchAI is working with this database. Stop it first.');
    const schemas = { ...schema, ...deliverySchema, ...sessionSchema, ...apiSchema, ...followUpSchema };
    const system = Object.values(schemas).flatMap((each) => (is(each, PgTable) ? [getTableName(each)] : []));
    const names = async (query: string) =>
      (await server.query(query)).rows.map((row) => (row as { name: string }).name);
    const held = await names(
      `select tablename::text as name from pg_policies where schemaname = 'public' and policyname = 'tenant'`,
    );
    await server.query('begin');
    for (const table of new Set([...system, ...held]))
      await server.query(`drop table if exists ${escapeIdentifier(table)} cascade`);
    await server.query('drop schema if exists queue cascade');
    await server.query('drop schema if exists drizzle cascade');
    const functions = await names(
      `select p.oid::regprocedure::text as name from pg_proc p
       where p.pronamespace = 'public'::regnamespace and p.proname like 'dispatch\\_%'`,
    );
    for (const name of functions) await server.query(`drop function if exists ${name} cascade`);
    await server.query('commit');
  });
}
