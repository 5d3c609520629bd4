import { and, desc, eq, gte, isNull, ne, or } from 'drizzle-orm';
import type { BacklogReads } from '../../triage/ports/backlog.ts';
import type { Place } from '../../triage/ports/past.ts';
import type { Database } from '../core/database.ts';
import { toIssue } from '../issues/issues.ts';
import { issues } from '../schema/repository-schema.ts';

/** Open issues that wait for a triage. */
export function createBacklogReads(database: Database): BacklogReads {
  const undecided = (place: Place) =>
    and(
      open(place),
      or(isNull(issues.outcome), eq(issues.outcome, 'past')),
      ne(issues.authorKind, 'bot'),
      eq(issues.locked, false),
    );
  return {
    count: (place) => database.withTenant(place.installationId, (tx) => tx.$count(issues, undecided(place))),
    newest: (place, limit) =>
      database.withTenant(place.installationId, async (tx) => {
        const rows = await tx
          .select()
          .from(issues)
          .where(undecided(place))
          .orderBy(desc(issues.number))
          .limit(limit);
        return rows.map(toIssue);
      }),
    numbers: (place, limit) =>
      database.withTenant(place.installationId, async (tx) => {
        const rows = await tx
          .select({ number: issues.number })
          .from(issues)
          .where(undecided(place))
          .orderBy(desc(issues.number))
          .limit(limit);
        return rows.map(({ number }) => number);
      }),
    changedSince: (place, since, limit) =>
      database.withTenant(place.installationId, async (tx) => {
        const changed =
          since === null
            ? undefined
            : and(ne(issues.outcome, 'past'), gte(issues.updatedAt, new Date(since)));
        const rows = await tx
          .select({ number: issues.number })
          .from(issues)
          .where(and(open(place), or(isNull(issues.outcome), changed)))
          .orderBy(desc(issues.number))
          .limit(limit);
        return rows.map(({ number }) => number);
      }),
  };
}

const open = ({ installationId, repositoryId }: Place) =>
  and(
    eq(issues.installationId, installationId),
    eq(issues.repositoryId, repositoryId),
    eq(issues.state, 'open'),
  );
