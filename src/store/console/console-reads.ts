import { and, asc, eq } from 'drizzle-orm';
import type { ConsoleReads } from '../../read/console.ts';
import type { Database } from '../core/database.ts';
import { labels } from '../schema/repository-schema.ts';
import { readCounts } from './read-counts.ts';
import { readIssueDetail } from './read-issue-detail.ts';
import { readIssuePage, readIssueRows } from './read-issue-rows.ts';

/** What the console reads. The number of queries is fixed: a test counts them. */
export function createConsoleReads(database: Database): ConsoleReads {
  return {
    async counts(repositories) {
      const tenants = Map.groupBy(repositories, (repository) => repository.installationId);
      const counts = [...tenants].map(([installationId, own]) =>
        database.withTenant(installationId, (tx) =>
          readCounts(
            tx,
            installationId,
            own.map(({ repositoryId }) => repositoryId),
          ),
        ),
      );
      return (await Promise.all(counts)).flat();
    },
    labels: ({ installationId, repositoryId }) =>
      database.withTenant(installationId, (tx) =>
        tx
          .select({
            id: labels.labelId,
            name: labels.name,
            color: labels.color,
            description: labels.description,
          })
          .from(labels)
          .where(and(eq(labels.installationId, installationId), eq(labels.repositoryId, repositoryId)))
          .orderBy(asc(labels.name)),
      ),
    listIssues: (repository, filter, older, limit) =>
      database.withTenant(repository.installationId, (tx) =>
        readIssuePage(tx, repository, filter, older, limit),
      ),
    rows: async (repository, numbers) =>
      numbers.length === 0
        ? []
        : database.withTenant(repository.installationId, (tx) => readIssueRows(tx, repository, numbers)),
    issue: (repository, number) =>
      database.withTenant(repository.installationId, (tx) => readIssueDetail(tx, repository, number)),
  };
}
