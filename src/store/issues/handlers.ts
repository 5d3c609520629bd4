import { and, eq, inArray, sql } from 'drizzle-orm';
import type { HandlerReads } from '../../triage/ports/past.ts';
import type { Tenants } from '../core/database.ts';
import { readRows } from '../core/read-rows.ts';
import { textArray } from '../core/values/text-array.ts';
import { issues } from '../schema/repository-schema.ts';
import { readClosers } from './read-handling.ts';

/**
 * Who closed what, by GitHub's events from before our time and those that came since, and who has how much to do. Authors who
 * closed their own issue are left out: it does not make them the one to ask.
 */
export function createHandlerReads(tenants: Tenants): HandlerReads {
  return {
    async closers({ installationId, repositoryId }, numbers) {
      if (numbers.length === 0) return new Map();
      return tenants.withTenant(installationId, async (tx) => {
        const repo = { installationId, repositoryId };
        const closers = await readClosers(tx, repo, numbers);
        const authors = await tx
          .select({ number: issues.number, author: issues.authorLogin })
          .from(issues)
          .where(
            and(
              eq(issues.installationId, installationId),
              eq(issues.repositoryId, repositoryId),
              inArray(issues.number, [...numbers]),
            ),
          );
        for (const { number, author } of authors)
          if (closers.get(number)?.login.toLowerCase() === author.toLowerCase()) closers.delete(number);
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
            and lower(assignee) = any(${textArray(logins)})
          group by 1`,
        ),
      );
      return new Map(rows.map(({ login, open }) => [login, open]));
    },
  };
}
