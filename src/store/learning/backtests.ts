import { and, eq, sql } from 'drizzle-orm';
import type { RepositoryKey } from '../../domain/issue/repository.ts';
import type { BacktestStore } from '../../triage/ports/backtest.ts';
import type { Database } from '../core/database.ts';
import { storableJson, storableText } from '../core/values/storable.ts';
import { backtests } from '../schema/backtest-schema.ts';

/** Each repository's latest backtest. */
export function createBacktestStore(database: Database): BacktestStore {
  type Change = Partial<typeof backtests.$inferInsert>;
  const change = (repository: RepositoryKey, set: Change | Record<keyof Change, unknown>) =>
    database.withTenant(repository.installationId, async (tx) => {
      await tx
        .update(backtests)
        .set(set as Change)
        .where(of(repository));
    });
  return {
    read: (repository) =>
      database.withTenant(repository.installationId, async (tx) => {
        const [row] = await tx.select().from(backtests).where(of(repository));
        if (!row) return null;
        const { stage, done, total, problem, kept, keptAt } = row;
        return {
          ...{ stage, done, total, problem },
          startedAt: row.startedAt?.toISOString() ?? null,
          finishedAt: row.finishedAt?.toISOString() ?? null,
          kept: kept && keptAt ? { ...kept, at: keptAt.toISOString() } : null,
        };
      }),
    ask: ({ installationId, repositoryId }) =>
      database.withTenant(installationId, async (tx) => {
        const fresh = { stage: 'waiting' as const, done: 0, total: 0, problem: null };
        await tx
          .insert(backtests)
          .values({ installationId, repositoryId, ...fresh })
          .onConflictDoUpdate({
            target: [backtests.installationId, backtests.repositoryId],
            set: { ...fresh, startedAt: null, finishedAt: null },
          });
      }),
    begin: (repository, total) =>
      change(repository, {
        stage: 'running',
        done: 0,
        total,
        problem: null,
        startedAt: new Date(),
        finishedAt: null,
      }),
    progress: (repository, done) => change(repository, { done }),
    finish: (repository, kept) =>
      change(repository, {
        ...{ stage: 'done' as const, kept: storableJson(kept), keptAt: new Date(), finishedAt: new Date() },
        done: sql`total` as never,
      }),
    fail: (repository, problem) =>
      change(repository, {
        stage: 'failed',
        problem: storableText(problem).slice(0, 300),
        finishedAt: new Date(),
      }),
  };
}

const of = ({ installationId, repositoryId }: RepositoryKey) =>
  and(eq(backtests.installationId, installationId), eq(backtests.repositoryId, repositoryId));
