import { and, desc, eq, gte, isNull, ne, or } from 'drizzle-orm';
import type { RepositoryKey } from '../../domain/issue/repository.ts';
import type { BacklogReads } from '../../triage/ports/backlog.ts';
import type { Database } from '../core/database.ts';
import { toIssue } from '../issues/issues.ts';
import { issues } from '../schema/repository-schema.ts';

/** Open issues that wait for a triage. */
export function createBacklogReads(database: Database): BacklogReads {
  const undecided = (repository: RepositoryKey) =>
    and(
      open(repository),
      or(isNull(issues.outcome), eq(issues.outcome, 'past')),
      ne(issues.authorKind, 'bot'),
      eq(issues.locked, false),
    );
  return {
    count: (repository) =>
      database.withTenant(repository.installationId, (tx) => tx.$count(issues, undecided(repository))),
    newest: (repository, limit) =>
      database.withTenant(repository.installationId, async (tx) => {
        const rows = await tx
          .select()
          .from(issues)
          .where(undecided(repository))
          .orderBy(desc(issues.number))
          .limit(limit);
        return rows.map(toIssue);
      }),
    numbers: (repository, limit) =>
      database.withTenant(repository.installationId, async (tx) => {
        const rows = await tx
          .select({ number: issues.number })
          .from(issues)
          .where(undecided(repository))
          .orderBy(desc(issues.number))
          .limit(limit);
        return rows.map(({ number }) => number);
      }),
    changedSince: (repository, since, limit) =>
      database.withTenant(repository.installationId, async (tx) => {
        const changed =
          since === null
            ? undefined
            : and(ne(issues.outcome, 'past'), gte(issues.updatedAt, new Date(since)));
        const rows = await tx
          .select({ number: issues.number })
          .from(issues)
          .where(and(open(repository), or(isNull(issues.outcome), changed)))
          .orderBy(desc(issues.number))
          .limit(limit);
        return rows.map(({ number }) => number);
      }),
  };
}

const open = ({ installationId, repositoryId }: RepositoryKey) =>
  and(
    eq(issues.installationId, installationId),
    eq(issues.repositoryId, repositoryId),
    eq(issues.state, 'open'),
  );
