import { and, eq, sql } from 'drizzle-orm';
import type { BacktestStore } from '../../triage/ports/backtest.ts';
import type { Place } from '../../triage/ports/past.ts';
import type { Database } from '../core/database.ts';
import { storableJson, storableText } from '../core/storable.ts';
import { backtests } from '../schema/backtest-schema.ts';

/** Each repository's latest backtest. */
export function createBacktestStore(database: Database): BacktestStore {
  type Change = Partial<typeof backtests.$inferInsert>;
  const change = (place: Place, set: Change | Record<keyof Change, unknown>) =>
    database.withTenant(place.installationId, async (tx) => {
      await tx
        .update(backtests)
        .set(set as Change)
        .where(of(place));
    });
  return {
    read: (place) =>
      database.withTenant(place.installationId, async (tx) => {
        const [row] = await tx.select().from(backtests).where(of(place));
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
    begin: (place, total) =>
      change(place, {
        stage: 'running',
        done: 0,
        total,
        problem: null,
        startedAt: new Date(),
        finishedAt: null,
      }),
    progress: (place, done) => change(place, { done }),
    finish: (place, kept) =>
      change(place, {
        ...{ stage: 'done' as const, kept: storableJson(kept), keptAt: new Date(), finishedAt: new Date() },
        done: sql`total` as never,
      }),
    fail: (place, problem) =>
      change(place, {
        stage: 'failed',
        problem: storableText(problem).slice(0, 300),
        finishedAt: new Date(),
      }),
  };
}

const of = ({ installationId, repositoryId }: Place) =>
  and(eq(backtests.installationId, installationId), eq(backtests.repositoryId, repositoryId));
