import { and, eq, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { RepositoryKey } from '../../domain/issue/repository.ts';
import type { Backfill, BackfillStore } from '../../triage/ports/past.ts';
import type { Database } from '../core/database.ts';
import { storableText } from '../core/values/storable.ts';
import { backfillPages, backfills } from '../schema/history-schema.ts';
import { repositories } from '../schema/repository-schema.ts';

const at = (table: { installationId: PgColumn; repositoryId: PgColumn }, repository: RepositoryKey) =>
  and(eq(table.installationId, repository.installationId), eq(table.repositoryId, repository.repositoryId));

const fromTheStart = {
  stage: 'issues',
  cursor: null,
  pagesRead: 0,
  pagesTotal: null,
  issuesRead: 0,
  restsUntil: null,
  problem: null,
  finishedAt: null,
} as const;

/** How far the reading of each repository's past has come, one row a repository, kept with each page. */
export function createBackfillStore(database: Database): BackfillStore {
  return {
    begin: (repo) =>
      database.withTenant(repo.installationId, async (tx) => {
        const { installationId, repositoryId } = repo;
        const now = sql`now()`;
        await tx
          .insert(backfills)
          .values({ installationId, repositoryId, ...fromTheStart })
          .onConflictDoUpdate({
            target: [backfills.installationId, backfills.repositoryId],
            set: { ...fromTheStart, startedAt: now, stageStartedAt: now, updatedAt: now },
            setWhere: eq(backfills.stage, 'done'),
          });
      }),

    get: (repository) =>
      database.withTenant(repository.installationId, async (tx) => {
        const [found] = await tx
          .select()
          .from(backfills)
          .innerJoin(repositories, at(repositories, repository))
          .where(at(backfills, repository));
        return found ? toBackfill(found.backfills, found.repositories) : null;
      }),

    knownPage: (repository, page) =>
      database.withTenant(repository.installationId, async (tx) => {
        const [known] = await tx
          .select({ etag: backfillPages.etag, next: backfillPages.next })
          .from(backfillPages)
          .where(and(at(backfillPages, repository), eq(backfillPages.page, page)));
        return known ?? null;
      }),

    pageRead: (repository, { stage, page, etag, next, pagesTotal, issues }) =>
      database.withTenant(repository.installationId, async (tx) => {
        const { installationId, repositoryId } = repository;
        if (etag !== null)
          await tx
            .insert(backfillPages)
            .values({ installationId, repositoryId, page, etag, next })
            .onConflictDoUpdate({
              target: [backfillPages.installationId, backfillPages.repositoryId, backfillPages.page],
              set: { etag, next },
            });
        const progress = { updatedAt: sql`now()`, problem: null };
        const following = stage === 'issues' ? ('events' as const) : ('done' as const);
        await tx
          .update(backfills)
          .set({
            ...progress,
            cursor: next,
            issuesRead: sql`${backfills.issuesRead} + ${issues}::int`,
            ...(next !== null
              ? {
                  pagesRead: sql`${backfills.pagesRead} + 1`,
                  ...(pagesTotal === null ? {} : { pagesTotal }),
                }
              : {
                  stage: following,
                  pagesRead: 0,
                  pagesTotal: null,
                  stageStartedAt: sql`now()`,
                  ...(following === 'done' ? { finishedAt: sql`now()` } : {}),
                }),
          })
          .where(and(at(backfills, repository), eq(backfills.stage, stage)));
      }),

    rest: (repository, until) =>
      database.withTenant(repository.installationId, async (tx) => {
        await tx
          .update(backfills)
          .set({ restsUntil: until === null ? null : new Date(until) })
          .where(at(backfills, repository));
      }),

    failed: (repository, problem) =>
      database.withTenant(repository.installationId, async (tx) => {
        const words = storableText(problem.split('\n', 1)[0] ?? '').slice(0, 500);
        await tx
          .update(backfills)
          .set({ problem: words, updatedAt: sql`now()` })
          .where(at(backfills, repository));
      }),
  };
}

function toBackfill(
  row: typeof backfills.$inferSelect,
  { owner, name, private: hidden }: typeof repositories.$inferSelect,
): Backfill {
  const { installationId, repositoryId, stage, cursor, pagesRead, pagesTotal, issuesRead, problem } = row;
  return {
    repo: { installationId, repositoryId, owner, name, private: hidden },
    ...{ stage, cursor, pagesRead, pagesTotal, issuesRead, problem },
    startedAt: row.startedAt.toISOString(),
    stageStartedAt: row.stageStartedAt.toISOString(),
    restsUntil: row.restsUntil?.toISOString() ?? null,
    finishedAt: row.finishedAt?.toISOString() ?? null,
  };
}
