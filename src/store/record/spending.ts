import { and, desc, eq, gte, sql } from 'drizzle-orm';
import type { RepositoryRef } from '../../domain/issue/repository.ts';
import type { Spending, SpendingStore } from '../../triage/ports/spending.ts';
import type { Database } from '../core/database.ts';
import { spending } from '../schema/spending-schema.ts';

type Key = Pick<Spending, 'day' | 'source' | 'model'>;

/** What hosted models cost, and the daily budget of each installation. */
export function createSpendingStore(database: Database): SpendingStore {
  return {
    reserve: (repo, key, microUsd, budgetMicroUsd, calls = 1) =>
      database.withTenant(repo.installationId, async (tx) => {
        // Calls of one installation take turns here, so that two cannot both see the last of the money.
        await tx.execute(
          sql`select pg_advisory_xact_lock(hashtextextended('dispatch.budget', ${repo.installationId}))`,
        );
        const [row] = await tx
          .select({ total: sql<string>`coalesce(sum(${spending.microUsd}), 0)` })
          .from(spending)
          .where(and(eq(spending.installationId, repo.installationId), eq(spending.day, key.day)));
        const total = Number(row?.total ?? 0);
        if (microUsd > 0 && total + microUsd > budgetMicroUsd) return false;
        await tx
          .insert(spending)
          .values({ ...rowKey(repo, key), calls, microUsd })
          .onConflictDoUpdate({
            target: primaryKey,
            set: {
              calls: sql`${spending.calls} + ${calls}`,
              microUsd: sql`${spending.microUsd} + ${microUsd}`,
            },
          });
        return true;
      }),

    settle: (repo, key, used) =>
      database.withTenant(repo.installationId, async (tx) => {
        await tx
          .update(spending)
          .set({
            microUsd: sql`${spending.microUsd} + ${used.microUsd}`,
            promptTokens: sql`${spending.promptTokens} + ${used.promptTokens}`,
            cachedTokens: sql`${spending.cachedTokens} + ${used.cachedTokens}`,
            completionTokens: sql`${spending.completionTokens} + ${used.completionTokens}`,
            unpricedCalls: sql`${spending.unpricedCalls} + ${used.priced ? 0 : 1}`,
          })
          .where(
            and(
              eq(spending.installationId, repo.installationId),
              eq(spending.repositoryId, repo.repositoryId),
              eq(spending.day, key.day),
              eq(spending.source, key.source),
              eq(spending.model, key.model),
            ),
          );
      }),

    listSpending: (installationId, fromDay) =>
      database.withTenant(installationId, async (tx) => {
        const rows = await tx
          .select()
          .from(spending)
          .where(and(eq(spending.installationId, installationId), gte(spending.day, fromDay)))
          .orderBy(desc(spending.day), spending.repositoryId, spending.source, spending.model);
        return rows.map(({ installationId: _, ...row }) => row);
      }),
  };
}

const primaryKey = [
  spending.installationId,
  spending.day,
  spending.repositoryId,
  spending.source,
  spending.model,
];

function rowKey(repo: RepositoryRef, { day, source, model }: Key) {
  const { installationId, repositoryId } = repo;
  return { installationId, repositoryId, day, source, model };
}
