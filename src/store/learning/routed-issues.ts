import { and, desc, eq, inArray, sql } from 'drizzle-orm';
import type { Routing } from '../../domain/issue/decision.ts';
import type { RepositoryKey } from '../../domain/issue/repository.ts';
import type { RoutedIssue } from '../../domain/routing/owner-track-record.ts';
import type { RoutedReads } from '../../triage/ports/track-records.ts';
import type { Database } from '../core/database.ts';
import type { Tx } from '../core/transaction.ts';
import { readHandling } from '../issues/read-handling.ts';
import { decisions } from '../schema/record-schema.ts';
import { issues } from '../schema/repository-schema.ts';

/** Issues in one transaction: the embedded database has one connection, and live work waits for it. */
const atOnce = 200;

/** Issues that were routed, with who had to do with them since. */
export function createRoutedReads(database: Database): RoutedReads {
  return {
    async newest(repository, count) {
      const first = await database.withTenant(repository.installationId, (tx) =>
        readFirstRoutings(tx, repository, count),
      );
      const found: RoutedIssue[] = [];
      const numbers = [...first.keys()].sort((a, b) => a - b);
      for (let i = 0; i < numbers.length; i += atOnce) {
        const some = numbers.slice(i, i + atOnce);
        const read = await database.withTenant(repository.installationId, (tx) =>
          readIssues(tx, repository, some),
        );
        for (const issue of read) found.push({ ...issue, routing: first.get(issue.number) as Routing });
      }
      return found;
    },
  };
}

/** The first routing of each issue among the newest decisions, by number: later ones may know what people did. */
async function readFirstRoutings(
  tx: Tx,
  { installationId, repositoryId }: RepositoryKey,
  count: number,
): Promise<Map<number, Routing>> {
  const rows = await tx
    .select({
      number: decisions.number,
      routing: sql<Routing | null>`case when jsonb_typeof(${decisions.decision} -> 'routing') = 'object' then ${decisions.decision} -> 'routing' end`,
    })
    .from(decisions)
    .where(and(eq(decisions.installationId, installationId), eq(decisions.repositoryId, repositoryId)))
    .orderBy(desc(decisions.createdAt), desc(decisions.id))
    .limit(count);
  const first = new Map<number, Routing>();
  for (const { number, routing } of rows) if (routing) first.set(number, routing);
  return first;
}

async function readIssues(
  tx: Tx,
  repository: RepositoryKey,
  numbers: number[],
): Promise<Omit<RoutedIssue, 'routing'>[]> {
  const rows = await tx
    .select()
    .from(issues)
    .where(
      and(
        eq(issues.installationId, repository.installationId),
        eq(issues.repositoryId, repository.repositoryId),
        inArray(issues.number, numbers),
      ),
    )
    .orderBy(issues.number);
  const handling = await readHandling(tx, repository, rows);
  return rows.flatMap(({ number, labels }) => {
    const own = handling.get(number);
    return own ? [{ number, labels, handling: own }] : [];
  });
}
