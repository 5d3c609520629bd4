import { and, eq, type SQL, sql } from 'drizzle-orm';
import { toSql } from 'pgvector';
import type { SimilarStore } from '../../triage/ports/search.ts';
import type { Tenants } from '../core/database.ts';
import { isForgotten } from '../core/forgotten-issues.ts';
import { readRows } from '../core/read-rows.ts';
import type { Tx } from '../core/transaction.ts';
import { quoted, whole } from '../core/values/literal.ts';
import { embeddings } from '../schema/repository-schema.ts';
import { halfOf, nearIndexName } from './near-index.ts';

interface SimilarRow {
  number: number;
  title: string;
  state: 'open' | 'closed';
  state_reason: string | null;
  labels: string[];
  similarity: number;
}

/** Vectors whose issue is not known yet are passed over; this many more are read so that enough remain. */
const spare = 20;
/** Candidates an index keeps in sight (hnsw.ef_search): as few as find .985 of the nearest; see docs/decisions/0011. */
const width = 180;

/**
 * Nearest neighbors by cosine, `1 - (a <=> b)`, within one repository and one model. Exact, by the covering key of the
 * repository's partition alone, so that the cost is by repository and not by table; only where a repository is big enough
 * to have an index of its own (near-indexes.ts) are its candidates those of the index. It gives way to the exact search
 * where it finds too few.
 */
export function createSimilarStore(tenants: Tenants): SimilarStore {
  return {
    saveEmbedding: (repo, number, { model, vector }) =>
      tenants.withTenant(repo.installationId, async (tx) => {
        const { installationId, repositoryId } = repo;
        // A text without a known word has no direction: its cosine with anything is undefined.
        if (isZero(vector) || (await isForgotten(tx, repo, number))) {
          await tx
            .delete(embeddings)
            .where(
              and(
                eq(embeddings.repositoryId, repositoryId),
                eq(embeddings.model, model),
                eq(embeddings.number, number),
                eq(embeddings.installationId, installationId),
              ),
            );
          return;
        }
        const embedding = [...vector];
        await tx
          .insert(embeddings)
          .values({ installationId, repositoryId, number, model, embedding })
          .onConflictDoUpdate({
            target: [embeddings.repositoryId, embeddings.model, embeddings.number, embeddings.installationId],
            set: { embedding },
          });
      }),

    async findSimilar(repo, number, { model, vector }, limit) {
      if (isZero(vector) || limit <= 0) return [];
      const asked = toSql([...vector]) as string;
      const query = { ...repo, number, model, asked, limit };
      const rows = await tenants.withTenant(repo.installationId, async (tx) => {
        const exact = async () => {
          const [found] = await Promise.all([readRows<SimilarRow>(tx, exactQuery(query)), endSearch(tx)]);
          return found;
        };
        if (!(await prepareSearch(tx, repo, model))) return exact();
        const near = await readRows<SimilarRow>(tx, nearQuery(query));
        if (near.length < limit) return exact();
        await endSearch(tx);
        return near;
      });
      return rows.map(({ state_reason, similarity, ...row }) => ({
        ...row,
        stateReason: state_reason,
        similarity: Math.min(1, Math.max(0, similarity)),
        shared: [],
      }));
    },
  };
}

interface Query {
  installationId: number;
  repositoryId: number;
  number: number;
  model: string;
  /** The vector as pgvector writes it. */
  asked: string;
  limit: number;
}

/** Sets the planner up for this transaction. True where the repository has an index of its own. */
export async function prepareSearch(
  tx: Tx,
  place: { installationId: number; repositoryId: number },
  model: string,
): Promise<boolean> {
  const name = `public.${nearIndexName(place, model)}`;
  // The planner does not count what a sequential scan pays to unpack every vector: the covering index reads a twelfth. Nor
  // does it know what sorting all of them costs.
  const [row] = await readRows<{ near: boolean }>(
    tx,
    sql`select near, set_config('enable_seqscan', 'off', true),
               case when near then set_config('enable_sort', 'off', true) end,
               case when near then set_config('hnsw.ef_search', ${quoted(String(width))}, true) end
        from (select exists (
          select from pg_index where indexrelid = to_regclass(${quoted(name)}) and indisvalid
        ) as near offset 0) known`,
  );
  return row?.near ?? false;
}

/** Puts the planner back: more may follow in the transaction. Sent along with the last statement of a search. */
function endSearch(tx: Tx): Promise<unknown> {
  return readRows(
    tx,
    sql`select set_config('enable_seqscan', 'on', true), set_config('enable_sort', 'on', true)`,
  );
}

/** The nearest of all. */
export function exactQuery(query: Query): SQL {
  return ordered(query, sql`e.embedding <=> ${quoted(query.asked)}::vector`);
}

/** The nearest that the repository's index finds, put in order by the vectors themselves. */
export function nearQuery(query: Query): SQL {
  return ordered(query, sql`${halfOf(sql`e.embedding`)} <=> ${halfOf(quoted(query.asked))}`);
}

function ordered({ installationId, repositoryId, number, model, asked, limit }: Query, nearest: SQL): SQL {
  return sql`
    select i.number, i.title, i.state, i.state_reason, i.labels, n.similarity
    from (
      select e.installation_id, e.repository_id, e.number,
             1 - (e.embedding <=> ${quoted(asked)}::vector) as similarity
      from embeddings e
      where e.installation_id = ${whole(installationId)} and e.repository_id = ${whole(repositoryId)}
        and e.model = ${quoted(model)} and e.number <> ${whole(number)}
      order by ${nearest}
      limit ${whole(limit + spare)}
    ) n
    join issues i on i.installation_id = n.installation_id and i.repository_id = n.repository_id and i.number = n.number
    order by n.similarity desc, i.number desc
    limit ${whole(limit)}`;
}

function isZero(vector: Float32Array): boolean {
  return vector.every((each) => each === 0);
}
