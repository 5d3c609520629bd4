import { createHash } from 'node:crypto';
import { type SQL, sql } from 'drizzle-orm';
import postgres from 'postgres';
import type { Database } from './database.ts';
import { readRows } from './read-rows.ts';
import { embeddingWidth } from './schema.ts';
import type { Tx } from './transaction.ts';

interface Place {
  installationId: number;
  repositoryId: number;
}

const prefix = 'embeddings_near';

/** The name of the index of a repository and model: the same for ever. */
export function nearIndexName({ installationId, repositoryId }: Place, model: string): string {
  const hash = createHash('sha256').update(model).digest('hex').slice(0, 8);
  return `${prefix}_${installationId}_${repositoryId}_${hash}`;
}

/** What an index is built over and searched by: both must be the same to the letter. */
export function halfOf(vector: SQL): SQL {
  return sql`${vector}::halfvec(${sql.raw(String(embeddingWidth))})`;
}

/** Drops what a repository, or without one a whole installation, had: for after its rows are gone. */
export async function dropNearIndexes(
  database: Database,
  place: { installationId: number; repositoryId?: number },
): Promise<void> {
  if (database.raw.kind === 'embedded') return;
  const known = await database.system((tx) => readNearIndexes(tx, place));
  if (known.length === 0) return;
  await onConnection(database.raw.url, async (server) => {
    for (const { name } of known) await dropIndex(server, name);
  });
}

/** The indexes of a repository, or of an installation; one whose build failed is not valid. */
export function readNearIndexes(
  tx: Tx,
  { installationId, repositoryId }: { installationId: number; repositoryId?: number },
): Promise<{ name: string; valid: boolean }[]> {
  const of = [prefix, installationId, ...(repositoryId === undefined ? [] : [repositoryId]), ''].join('_');
  return readRows(
    tx,
    sql`select c.relname::text as name, i.indisvalid as valid
        from pg_class c join pg_index i on i.indexrelid = c.oid
        where c.relnamespace = 'public'::regnamespace and starts_with(c.relname::text, ${of})
        order by 1`,
  );
}

export async function dropIndex(server: postgres.Sql, name: string): Promise<void> {
  await server`set lock_timeout = '60s'`;
  await server.unsafe(`drop index concurrently if exists public."${name}"`);
}

/** A connection of its own, outside of any transaction and without a limit of time. */
export async function onConnection<T>(url: string, work: (server: postgres.Sql) => Promise<T>): Promise<T> {
  const server = postgres(url, {
    max: 1,
    fetch_types: false,
    onnotice: () => undefined,
    connect_timeout: 10,
    connection: { application_name: 'dispatchai-near', statement_timeout: 0 },
  });
  try {
    return await work(server);
  } finally {
    await server.end({ timeout: 1 });
  }
}
