import { and, eq, sql } from 'drizzle-orm';
import type { Dimension, LabelMeaning } from '../../domain/issue/decision.ts';
import type { InboxReads } from '../../read/inbox.ts';
import type { Database } from '../core/database.ts';
import { readRows } from '../core/read-rows.ts';
import { labels } from '../schema/repository-schema.ts';
import { readDoneBy } from './read-done-by.ts';
import { readCards } from './read-inbox-cards.ts';
import { readWaiting } from './read-inbox-waiting.ts';

/** What the Inbox reads, over the issues that are kept as waiting. */
export function createInboxReads(database: Database): InboxReads {
  return {
    waiting: (repository, limit) =>
      database.withTenant(repository.installationId, (tx) => readWaiting(tx, repository, limit)),
    cards: async (repository, numbers) =>
      numbers.length === 0
        ? []
        : database.withTenant(repository.installationId, (tx) => readCards(tx, repository, numbers)),

    doneBy: (repository, numbers, requestIds, userId) =>
      database.withTenant(repository.installationId, (tx) =>
        readDoneBy(tx, repository, numbers, requestIds, userId),
      ),

    meanings: ({ installationId, repositoryId }) =>
      database.withTenant(installationId, async (tx) => {
        const rows = await tx
          .select()
          .from(labels)
          .where(and(eq(labels.installationId, installationId), eq(labels.repositoryId, repositoryId)))
          .orderBy(labels.name);
        return rows.map(
          ({ labelId, name, color, description, dimension, value, reason }): LabelMeaning => ({
            label: { id: labelId, name, color, description },
            dimension: dimension as Dimension | 'workflow' | 'none',
            value,
            reason,
          }),
        );
      }),

    doneAlone: ({ installationId, repositoryId }, since) =>
      database.withTenant(installationId, async (tx) => {
        const [row] = await readRows<{
          triaged: number;
          applied: number;
          newest: { number: number; title: string; labels: string[] }[] | null;
        }>(
          tx,
          sql`
          with changed as (
            select i.number, i.title, i.labels, i.outcome, i.updated_at from issues i
            where i.installation_id = ${installationId} and i.repository_id = ${repositoryId}
              and i.updated_at >= ${since.toISOString()}::timestamptz and i.outcome is not null and i.outcome <> 'past'
          )
          select count(*)::int as triaged, count(*) filter (where outcome = 'applied')::int as applied,
            (select json_agg(json_build_object('number', n.number, 'title', n.title, 'labels', n.labels))
              from (select * from changed where outcome = 'applied' order by updated_at desc, number desc limit 5) n) as newest
          from changed`,
        );
        return { triaged: row?.triaged ?? 0, applied: row?.applied ?? 0, newest: row?.newest ?? [] };
      }),

    // Requests are kept among the deliveries, which belong to the system.
    medianOpenMs: ({ installationId, repositoryId }, since) =>
      database.system(async (tx) => {
        const [row] = await readRows<{ median: number | null; count: number }>(
          tx,
          sql`
          select percentile_cont(0.5) within group (order by open_ms)::float8 as median, count(open_ms)::int as count
          from (
            select (convert_from(body, 'UTF8')::json ->> 'openMs')::float8 as open_ms from deliveries
            where event = 'dispatch_request' and installation_id = ${installationId} and repository_id = ${repositoryId}
              and received_at >= ${since.toISOString()}::timestamptz
          ) asked`,
        );
        return row && row.median !== null ? { median: row.median, count: row.count } : null;
      }),
  };
}
