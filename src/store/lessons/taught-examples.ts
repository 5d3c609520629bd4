import { and, desc, eq, inArray, isNotNull, isNull, max, sql } from 'drizzle-orm';
import { givenLabels } from '../../domain/lessons/given-labels.ts';
import { taughtValues } from '../../domain/lessons/taught-values.ts';
import type { TaughtExamples } from '../../triage/ports/lessons.ts';
import type { Tenants } from '../core/database.ts';
import { toIssue } from '../issues/issues.ts';
import { issuePasts } from '../schema/history-schema.ts';
import { lessons } from '../schema/people-schema.ts';
import { issues } from '../schema/repository-schema.ts';
import { readKnownLabels, readLessonsOf } from './read-lessons.ts';

/** The example memory: a lesson is one as soon as it is kept, and none as soon as it is revoked. */
export function createTaughtExamples(tenants: Tenants): TaughtExamples {
  return {
    numbers: (repo, limit) =>
      tenants.withTenant(repo.installationId, async (tx) => {
        const rows = await tx
          .select({ number: lessons.number })
          .from(lessons)
          .where(
            and(
              eq(lessons.installationId, repo.installationId),
              eq(lessons.repositoryId, repo.repositoryId),
              isNull(lessons.revokedAt),
              isNotNull(lessons.by),
              sql`${lessons.subject} ->> 'kind' in ('label', 'value')`,
            ),
          )
          .groupBy(lessons.number)
          .orderBy(desc(max(lessons.at)), desc(lessons.number))
          .limit(limit);
        return rows.map(({ number }) => number);
      }),

    wordsOf: (repo, numbers, before) =>
      tenants.withTenant(repo.installationId, async (tx) => {
        if (numbers.length === 0) return [];
        const { installationId, repositoryId } = repo;
        const rows = await tx
          .select({ issue: issues, marks: issuePasts.labels })
          .from(issues)
          .leftJoin(
            issuePasts,
            and(
              eq(issuePasts.installationId, issues.installationId),
              eq(issuePasts.repositoryId, issues.repositoryId),
              eq(issuePasts.number, issues.number),
            ),
          )
          .where(
            and(
              eq(issues.installationId, installationId),
              eq(issues.repositoryId, repositoryId),
              inArray(issues.number, [...numbers]),
            ),
          );
        const taught = await readLessonsOf(tx, repo, [...numbers]);
        const known = await readKnownLabels(tx, repo);
        return rows.flatMap(({ issue, marks }) => {
          const { number, title, body } = issue;
          const own = taught.get(number) ?? [];
          const given = before ? givenLabels(toIssue(issue), marks ?? {}, own, known) : [];
          // What time alone accepted is our own word: it confirms nothing.
          const byPeople = own.filter(({ by }) => by !== null);
          const words = taughtValues(given, byPeople, known);
          return words.length > 0 ? [{ number, title, body, words }] : [];
        });
      }),
  };
}
