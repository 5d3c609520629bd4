import { and, asc, eq, getTableColumns, inArray, sql } from 'drizzle-orm';
import type { Lesson } from '../../domain/issue/lesson.ts';
import type { RepositoryKey } from '../../domain/issue/repository.ts';
import type { KnownLabel } from '../../domain/lessons/taught-values.ts';
import type { Tx } from '../core/transaction.ts';
import { lessons } from '../schema/people-schema.ts';
import { labels, repositories } from '../schema/repository-schema.ts';
import { toLesson } from './lessons.ts';

/** All lessons of these issues, revoked ones too, oldest first. */
export async function readLessonsOf(
  tx: Tx,
  { installationId, repositoryId }: RepositoryKey,
  numbers: number[],
): Promise<Map<number, Lesson[]>> {
  if (numbers.length === 0) return new Map();
  const rows = await tx
    .select()
    .from(lessons)
    .where(
      and(
        eq(lessons.installationId, installationId),
        eq(lessons.repositoryId, repositoryId),
        inArray(lessons.number, numbers),
      ),
    )
    .orderBy(asc(lessons.at), asc(lessons.id));
  return Map.groupBy(rows.map(toLesson), ({ number }) => number);
}

/** Whether one of the repository's forms or templates puts the label on by itself. */
const ofTemplate = sql<boolean>`exists (
  select 1 from ${repositories} r, jsonb_path_query(r.issue_forms, '$[*].labels[*]') named
  where r.installation_id = labels.installation_id and r.repository_id = labels.repository_id
    and lower(named #>> '{}') = lower(labels.name))`;

/** The repository's labels with their meanings, as they were last read. */
export async function readKnownLabels(
  tx: Tx,
  { installationId, repositoryId }: RepositoryKey,
): Promise<KnownLabel[]> {
  const rows = await tx
    .select({ ...getTableColumns(labels), ofTemplate })
    .from(labels)
    .where(and(eq(labels.installationId, installationId), eq(labels.repositoryId, repositoryId)));
  return rows.map(({ labelId: id, name, formerNames, dimension, value, ofTemplate }) => ({
    ...{ id, name, formerNames, value, ofTemplate },
    dimension: dimension as KnownLabel['dimension'],
  }));
}
