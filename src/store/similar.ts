import { and, eq, sql } from 'drizzle-orm';
import { toSql } from 'pgvector';
import type { SimilarStore } from '../triage/search-ports.ts';
import type { Database } from './database.ts';
import { isForgotten } from './issues.ts';
import { readRows } from './read-rows.ts';
import { embeddings } from './schema.ts';

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

/**
 * Exact nearest neighbours by cosine, `1 - (a <=> b)`, within one repository and one model. Exact, because an approximate
 * index filters after its scan and returns too few rows for small repositories. The rows come from the covering key of
 * the repository's partition alone, so the cost is by repository, not by table.
 */
export function createSimilarStore(database: Database): SimilarStore {
  return {
    saveEmbedding: (repo, number, { model, vector }) =>
      database.withTenant(repo.installationId, async (tx) => {
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
      const asked = toSql([...vector]);
      const rows = await database.withTenant(repo.installationId, async (tx) => {
        // The planner does not count what a sequential scan pays to unpack every vector: the covering index reads a twelfth.
        await tx.execute(sql`set local enable_seqscan = off`);
        return readRows<SimilarRow>(
          tx,
          sql`
          select i.number, i.title, i.state, i.state_reason, i.labels, n.similarity
          from (
            select e.installation_id, e.repository_id, e.number,
                   1 - (e.embedding <=> ${asked}::vector) as similarity
            from embeddings e
            where e.repository_id = ${repo.repositoryId} and e.model = ${model} and e.number <> ${number}
            order by e.embedding <=> ${asked}::vector
            limit ${limit + spare}
          ) n
          join issues i on i.installation_id = n.installation_id and i.repository_id = n.repository_id and i.number = n.number
          order by n.similarity desc, i.number desc
          limit ${limit}`,
        );
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

function isZero(vector: Float32Array): boolean {
  return vector.every((each) => each === 0);
}
