import { createHash } from 'node:crypto';
import { type SQL, sql } from 'drizzle-orm';
import type { RepositoryKey } from '../../domain/issue/repository.ts';
import type { Connection } from '../core/connection.ts';
import type { Database } from '../core/database.ts';
import { onOwnConnection } from '../core/lane.ts';
import { readRows } from '../core/read-rows.ts';
import type { Tx } from '../core/transaction.ts';
import { embeddingWidth } from '../schema/repository-schema.ts';

const prefix = 'embeddings_near';
/** What the connections that build and drop these indexes are called. */
export const nearConnection = 'dispatchai-near';

/** The name of the index of a repository and model: the same for ever. */
export function nearIndexName({ installationId, repositoryId }: RepositoryKey, model: string): string {
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
  repository: { installationId: number; repositoryId?: number },
): Promise<void> {
  if (database.raw.kind === 'embedded') return;
  const known = await database.system((tx) => readNearIndexes(tx, repository));
  if (known.length === 0) return;
  await onOwnConnection(database.raw.directUrl, nearConnection, async (server) => {
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

export async function dropIndex(server: Connection, name: string): Promise<void> {
  await server.query(`set lock_timeout = '60s'`);
  await server.query(`drop index concurrently if exists public."${name}"`);
}
