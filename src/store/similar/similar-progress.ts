import { and, eq, type SQL, sql } from 'drizzle-orm';
import type { RepositoryKey } from '../../domain/issue/repository.ts';
import type { SimilarProgress } from '../../triage/ports/themes.ts';
import { readRows } from '../core/read-rows.ts';
import type { Tx } from '../core/transaction.ts';
import { similarProgress } from '../schema/themes-schema.ts';

type Part = 'index' | 'embedding' | 'links';

const rowOf: Record<Part, (model: string) => SQL> = {
  index: () =>
    sql`select from search_texts p where p.installation_id = i.installation_id and p.repository_id = i.repository_id and p.number = i.number`,
  embedding: (model) =>
    sql`select from embeddings p where p.installation_id = i.installation_id and p.repository_id = i.repository_id and p.number = i.number and p.model = ${model}`,
  links: () =>
    sql`select from theme_issues p where p.installation_id = i.installation_id and p.repository_id = i.repository_id and p.number = i.number`,
};

/** Numbers of the issues that lack a part, ascending, after a number. */
export async function readLacking(
  tx: Tx,
  { installationId, repositoryId }: RepositoryKey,
  part: Part,
  model: string,
  after: number,
  most: number,
): Promise<number[]> {
  const rows = await readRows<{ number: number }>(
    tx,
    sql`select i.number from issues i
        where i.installation_id = ${installationId} and i.repository_id = ${repositoryId} and i.number > ${after}
          and not exists (${rowOf[part](model)})
        order by i.number limit ${most}`,
  );
  return rows.map(({ number }) => number);
}

/** Counts how many issues have each part, and keeps it. */
export async function countProgress(
  tx: Tx,
  repository: RepositoryKey,
  model: string,
): Promise<SimilarProgress> {
  const counted = await count(tx, repository, model);
  const row = { model, ...counted, countedAt: new Date() };
  const { installationId, repositoryId } = repository;
  await tx
    .insert(similarProgress)
    .values({ installationId, repositoryId, ...row })
    .onConflictDoUpdate({ target: [similarProgress.installationId, similarProgress.repositoryId], set: row });
  return counted;
}

/** As last counted, for the model that was in use; null where it never was. */
export async function readKeptProgress(
  tx: Tx,
  { installationId, repositoryId }: RepositoryKey,
): Promise<SimilarProgress | null> {
  const { issues, indexed, embedded, linked, mapped } = similarProgress;
  const [row] = await tx
    .select({ issues, indexed, embedded, linked, mapped })
    .from(similarProgress)
    .where(
      and(eq(similarProgress.installationId, installationId), eq(similarProgress.repositoryId, repositoryId)),
    );
  return row ?? null;
}

async function count(
  tx: Tx,
  { installationId, repositoryId }: RepositoryKey,
  model: string,
): Promise<SimilarProgress> {
  const of = sql`installation_id = ${installationId} and repository_id = ${repositoryId}`;
  const [row] = await readRows<SimilarProgress>(
    tx,
    sql`select
      (select count(*) from issues where ${of})::int as issues,
      (select count(*) from search_texts where ${of})::int as indexed,
      (select count(*) from embeddings where ${of} and model = ${model})::int as embedded,
      (select count(*) from theme_issues where ${of})::int as linked,
      (select count(*) from theme_issues where ${of} and x is not null)::int as mapped`,
  );
  return row ?? { issues: 0, indexed: 0, embedded: 0, linked: 0, mapped: 0 };
}
