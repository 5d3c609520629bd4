import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import type { Account } from '../../domain/issue/issue.ts';
import type { HandlerReads } from '../../triage/ports/past.ts';
import type { Tenants } from '../core/database.ts';
import { readRows } from '../core/read-rows.ts';
import { issuePasts } from '../schema/history-schema.ts';
import { events } from '../schema/record-schema.ts';

/** Who closed what, by GitHub's events from before our time and those that came since, and who has how much to do. */
export function createHandlerReads(tenants: Tenants): HandlerReads {
  return {
    async closers({ installationId, repositoryId }, numbers) {
      if (numbers.length === 0) return new Map();
      return tenants.withTenant(installationId, async (tx) => {
        const closers = new Map<number, Account>();
        const past = await tx
          .select({ number: issuePasts.number, by: issuePasts.closedBy })
          .from(issuePasts)
          .where(
            and(
              eq(issuePasts.installationId, installationId),
              eq(issuePasts.repositoryId, repositoryId),
              inArray(issuePasts.number, [...numbers]),
            ),
          );
        for (const { number, by } of past) if (by) closers.set(number, by);
        const live = await tx
          .select({ number: events.number, by: events.actor })
          .from(events)
          .where(
            and(
              eq(events.installationId, installationId),
              eq(events.repositoryId, repositoryId),
              inArray(events.number, [...numbers]),
              eq(events.kind, 'closed'),
            ),
          )
          .orderBy(asc(events.id));
        for (const { number, by } of live) if (by) closers.set(number, by as Account);
        return closers;
      });
    },

    async openLoad({ installationId, repositoryId }, logins) {
      if (logins.length === 0) return new Map();
      const rows = await tenants.withTenant(installationId, (tx) =>
        readRows<{ login: string; open: number }>(
          tx,
          sql`
          select lower(assignee) as login, count(*)::int as open
          from issues, unnest(assignees) as assignee
          where installation_id = ${installationId} and repository_id = ${repositoryId} and state = 'open'
            and lower(assignee) in (select jsonb_array_elements_text(${JSON.stringify(logins)}::text::jsonb))
          group by 1`,
        ),
      );
      return new Map(rows.map(({ login, open }) => [login, open]));
    },
  };
}
