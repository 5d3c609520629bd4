import { and, desc, eq, inArray, sql } from 'drizzle-orm';
import { type IssuePast, unknownPast, withEvents } from '../../domain/issue/issue-past.ts';
import type { RepositoryRef } from '../../domain/issue/repository.ts';
import type { PastStore } from '../../triage/ports/past.ts';
import type { Database } from '../core/database.ts';
import type { Tx } from '../core/transaction.ts';
import { storableJson } from '../core/values/storable.ts';
import { issuePasts } from '../schema/history-schema.ts';
import { issues } from '../schema/repository-schema.ts';

/** What GitHub's events say of issues, one row an issue. */
export function createPastStore(database: Database): PastStore {
  return {
    addEvents: (repo, events) =>
      database.withTenant(repo.installationId, async (tx) => {
        const byIssue = Map.groupBy(events, ({ number }) => number);
        if (byIssue.size === 0) return;
        const known = await readPasts(tx, repo, [...byIssue.keys()]);
        const { installationId, repositoryId } = repo;
        const rows = [...byIssue].map(([number, own]) =>
          storableJson({
            installationId,
            repositoryId,
            ...withEvents(known.get(number) ?? unknownPast(number), own),
          }),
        );
        await tx
          .insert(issuePasts)
          .values(rows)
          .onConflictDoUpdate({
            target: [issuePasts.installationId, issuePasts.repositoryId, issuePasts.number],
            set: {
              filedTitle: sql`excluded.filed_title`,
              closedBy: sql`excluded.closed_by`,
              labels: sql`excluded.labels`,
            },
          });
      }),

    getPasts: (repo, numbers) =>
      database.withTenant(repo.installationId, (tx) => readPasts(tx, repo, numbers)),

    filedSince: (repo, count) =>
      database.withTenant(repo.installationId, async (tx) => {
        const [oldest] = await tx
          .select({ createdAt: issues.createdAt })
          .from(issues)
          .where(
            and(eq(issues.installationId, repo.installationId), eq(issues.repositoryId, repo.repositoryId)),
          )
          .orderBy(desc(issues.number))
          .offset(count - 1)
          .limit(1);
        return oldest?.createdAt.toISOString() ?? null;
      }),
  };
}

async function readPasts(
  tx: Tx,
  { installationId, repositoryId }: RepositoryRef,
  numbers: readonly number[],
): Promise<Map<number, IssuePast>> {
  if (numbers.length === 0) return new Map();
  const rows = await tx
    .select()
    .from(issuePasts)
    .where(
      and(
        eq(issuePasts.installationId, installationId),
        eq(issuePasts.repositoryId, repositoryId),
        inArray(issuePasts.number, [...numbers]),
      ),
    );
  return new Map(
    rows.map(({ number, filedTitle, closedBy, labels }) => [
      number,
      { number, filedTitle, closedBy, labels },
    ]),
  );
}
