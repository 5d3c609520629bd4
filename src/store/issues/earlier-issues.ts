import { and, desc, eq, gte } from 'drizzle-orm';
import type { EarlierIssues } from '../../triage/ports/guards.ts';
import type { Database } from '../core/database.ts';
import { issues } from '../schema/repository-schema.ts';

/** More of one author in a day is a flood in any case. */
const most = 50;

/** Issues that somebody filed lately. */
export function earlierOf(database: Database): EarlierIssues {
  return ({ installationId, repositoryId }, author, since) =>
    database.withTenant(installationId, async (tx) => {
      const { number, title, body, createdAt } = issues;
      const rows = await tx
        .select({ number, title, body, createdAt })
        .from(issues)
        .where(
          and(
            eq(issues.installationId, installationId),
            eq(issues.repositoryId, repositoryId),
            author.id === null ? eq(issues.authorLogin, author.login) : eq(issues.authorId, author.id),
            gte(issues.createdAt, new Date(since)),
          ),
        )
        .orderBy(desc(issues.number))
        .limit(most);
      return rows.map((row) => ({ ...row, createdAt: row.createdAt.toISOString() }));
    });
}
