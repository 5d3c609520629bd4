import { sql } from 'drizzle-orm';
import type { RepositoryKey } from '../../domain/issue/repository.ts';
import type { NearIndexes } from '../../triage/ports/search.ts';
import type { Connection } from '../core/connection.ts';
import type { Database } from '../core/database.ts';
import { onOwnConnection } from '../core/lane.ts';
import { readRows } from '../core/read-rows.ts';
import type { Tx } from '../core/transaction.ts';
import { embeddings, embeddingWidth } from '../schema/repository-schema.ts';
import { searchCollections } from '../schema/search-schema.ts';
import { dropIndex, nearConnection, nearIndexName, readNearIndexes } from './near-index.ts';

/** Below this many vectors an exact search takes no longer than one through an index, and finds everything. */
const fewest = 50_000;
/** Neighbors of a vector in the graph, and how many are weighed while it is built; see docs/decisions/0011. */
const graph = { m: 32, ef_construction: 200 };
/** The index is built in this much memory a vector, or it is written row by row, which takes ten times as long. */
const bytesEach = 3_500;
const maxMemoryKb = 1_000_000;
/**
 * Approximate search in big repositories: an HNSW index of one repository's vectors of one model, on PostgreSQL only. It
 * is a partial index on the repository's partition, so that no other repository is searched with it or pays for it, and
 * half as wide as the vectors: what it finds is put in order by the vectors themselves.
 */
export function createNearIndexes(database: Database, least: number = fewest): NearIndexes {
  return {
    async keep(repository, model, signal) {
      if (database.raw.kind === 'embedded') return 'exact';
      const { directUrl: url } = database.raw;
      const name = nearIndexName(repository, model);
      const known = await database.system((tx) => readNearIndexes(tx, repository));
      const others = known.filter((index) => index.name !== name || !index.valid);
      const stands = known.some((index) => index.name === name && index.valid);
      const count = stands ? 0 : await countVectors(database, repository, model, least);
      const builds = count >= least && (await database.system(canSearchOn));
      if (others.length === 0 && !builds) return stands ? 'kept' : 'exact';
      return onOwnConnection(url, nearConnection, async (server) => {
        // One at a time: builds wait for each other's snapshots, and each takes memory.
        const lock = await server.query(
          `select pg_try_advisory_lock(hashtextextended('dispatch.near', 0)) as taken`,
        );
        if (!(lock.rows[0] as { taken: boolean }).taken) return 'busy';
        for (const other of others) await dropIndex(server, other.name);
        if (!builds) return stands ? 'kept' : 'exact';
        await build({ server, url }, name, repository, model, count, signal);
        return 'built';
      });
    },
  };
}

/** How many vectors of the model the repository has; 0 where it is not worth counting. */
function countVectors(
  database: Database,
  { installationId, repositoryId }: RepositoryKey,
  model: string,
  least: number,
): Promise<number> {
  return database.withTenant(installationId, async (tx) => {
    const of = sql`installation_id = ${installationId} and repository_id = ${repositoryId}`;
    const [row] = await readRows<{ documents: number }>(
      tx,
      sql`select documents from ${searchCollections} where ${of}`,
    );
    if ((row?.documents ?? 0) < least) return 0;
    const [counted] = await readRows<{ vectors: number }>(
      tx,
      sql`select count(*)::int as vectors from ${embeddings} where ${of} and model = ${model}`,
    );
    return counted?.vectors ?? 0;
  });
}

/** Before pgvector 0.8 the planner did not know what such a scan costs. */
async function canSearchOn(tx: Tx): Promise<boolean> {
  const [row] = await readRows<{ version: string }>(
    tx,
    sql`select extversion as version from pg_extension where extname = 'vector'`,
  );
  return (row?.version ?? '0').localeCompare('0.8.0', 'en', { numeric: true }) >= 0;
}

/** Concurrently: issues are written meanwhile. A build that fails leaves an invalid index, which is dropped before the next. */
async function build(
  { server, url }: { server: Connection; url: string },
  name: string,
  { installationId, repositoryId }: RepositoryKey,
  model: string,
  count: number,
  signal: AbortSignal | undefined,
): Promise<void> {
  const memoryKb = Math.min(maxMemoryKb, Math.max(64_000, Math.ceil((count * bytesEach) / 1_000)));
  await server.query(`set maintenance_work_mem = '${memoryKb}kB'`);
  // Parallel builds of pgvector before 0.8.2 wrote past their buffer.
  await server.query('set max_parallel_maintenance_workers = 0');
  const { rows } = await server.query(
    `select format(
      'create index concurrently %I on %s using hnsw ((embedding::halfvec(%s)) halfvec_cosine_ops) with (m = %s, ef_construction = %s)
       where installation_id = %L::bigint and repository_id = %L::bigint and model = %L',
      $1::text, i.inhrelid::regclass, $2::text, $3::text, $4::text, $5::text, $6::text, $7::text
    ) as statement
    from pg_inherits i, generate_series(0, 15) part
    where i.inhparent = 'public.embeddings'::regclass and i.inhrelid = ('public.embeddings_p' || part)::regclass
      and satisfies_hash_partition('public.embeddings'::regclass, 16, part, $6::text::bigint)`,
    [name, embeddingWidth, graph.m, graph.ef_construction, installationId, repositoryId, model].map(String),
  );
  const [said] = rows as { statement: string }[];
  if (!said) throw new Error('the repository has no partition');
  signal?.throwIfAborted();
  const { pid } = (await server.query('select pg_backend_pid() as pid')).rows[0] as { pid: number };
  const building = server.query(said.statement);
  const stop = () =>
    // A build that cannot be told to stop ends with the process's connection.
    void onOwnConnection(url, nearConnection, (other) =>
      other.query('select pg_cancel_backend($1)', [pid]),
    ).catch(() => undefined);
  signal?.addEventListener('abort', stop, { once: true });
  try {
    await building;
  } finally {
    signal?.removeEventListener('abort', stop);
  }
}
