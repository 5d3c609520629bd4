import { randomUUID } from 'node:crypto';
import { and, desc, eq, inArray, isNull, lt, or, type SQL } from 'drizzle-orm';
import type { Account } from '../../domain/issue/issue.ts';
import type { Lesson, NewLesson } from '../../domain/issue/lesson.ts';
import type { RepositoryRef } from '../../domain/issue/repository.ts';
import { labelKey, subjectKey } from '../../domain/lessons/subject-key.ts';
import type { TimelineEvent } from '../../triage/ports/core.ts';
import type { LessonFilter, LessonStore } from '../../triage/ports/lessons.ts';
import type { Database } from '../core/database.ts';
import type { Tx } from '../core/transaction.ts';
import { storableJson } from '../core/values/storable.ts';
import { appendAudit } from '../record/audit.ts';
import { appendEvents } from '../record/events.ts';
import { refreshWaits } from '../record/refresh-waits.ts';
import { lessons } from '../schema/people-schema.ts';
import { revokeMarks } from './revoke-marks.ts';

type LessonRow = typeof lessons.$inferSelect;

/** A statement takes 65,535 parameters; a person may have taught thousands of lessons. */
const rowsAtOnce = 1_000;

/** Who the log names where nobody but time taught. */
const ourselves: Account = { login: 'dispatch', id: null, kind: 'bot' };

/** What people taught, in the database: kept once, told in the timeline and the audit log, revoked and never deleted. */
export function createLessonStore(database: Database): LessonStore {
  return {
    teach: (repo, taught, told) =>
      taught.length === 0
        ? Promise.resolve([])
        : database.withTenant(repo.installationId, (tx) => teach(tx, repo, taught, told)),

    nameCanonical: (repo, id, of, by) =>
      database.withTenant(repo.installationId, async (tx) => {
        const subject = { kind: 'duplicate', of } as const;
        const rows = await tx
          .update(lessons)
          .set({ subject, subjectKey: subjectKey(subject) })
          .where(and(ofRepository(repo), eq(lessons.id, id), isNull(lessons.revokedAt)))
          .returning();
        await tell(tx, repo, rows.map(toLesson), 'taught', by);
      }),

    list: (repo, filter, limit) =>
      database.withTenant(repo.installationId, async (tx) => {
        const rows = await tx
          .select()
          .from(lessons)
          .where(and(ofRepository(repo), ...(await conditions(tx, repo, filter))))
          .orderBy(desc(lessons.at), desc(lessons.id))
          .limit(limit);
        return rows.map(toLesson);
      }),

    revoke: (repo, which, by, request) =>
      database.withTenant(repo.installationId, async (tx) => {
        if ('ids' in which && which.ids.length === 0) return [];
        const chosen = 'ids' in which ? inArray(lessons.id, which.ids) : eq(lessons.byId, which.person);
        const rows = await tx
          .update(lessons)
          .set({ revokedBy: storableJson({ ...by, ...(request ? { request } : {}) }), revokedAt: new Date() })
          .where(and(ofRepository(repo), chosen, isNull(lessons.revokedAt)))
          .returning();
        const marks = 'person' in which ? await revokeMarks(tx, repo, which.person, by) : [];
        return tell(tx, repo, [...rows, ...marks].map(toLesson), 'revoked', by);
      }),
  };
}

async function teach(
  tx: Tx,
  repo: RepositoryRef,
  taught: readonly NewLesson[],
  besides: Record<string, unknown> = {},
): Promise<Lesson[]> {
  const { installationId, repositoryId } = repo;
  const rows = await tx
    .insert(lessons)
    .values(
      taught.map((raw) => {
        const lesson = storableJson(raw);
        return {
          ...lesson,
          ...{ installationId, repositoryId },
          id: randomUUID(),
          subjectKey: subjectKey(lesson.subject),
          byId: lesson.by?.id ?? null,
          at: new Date(lesson.at),
        };
      }),
    )
    .onConflictDoNothing()
    .returning();
  return tell(tx, repo, rows.map(toLesson), 'taught', null, besides);
}

/** Writes the audit rows and the live events of lessons; `by` null stands for each lesson's own teacher. */
async function tell(
  tx: Tx,
  repo: RepositoryRef,
  told: Lesson[],
  what: 'taught' | 'revoked',
  by: Account | null,
  besides: Record<string, unknown> = {},
): Promise<Lesson[]> {
  const entries = told.map((lesson) => ({
    number: lesson.number,
    kind: `lesson.${what}`,
    actor: by ?? lesson.by ?? ourselves,
    deliveryId: what === 'taught' ? lesson.deliveryId : null,
    effectId: null,
    detail: { ...wordsOf(lesson), lesson: lesson.id, cause: lesson.cause },
  }));
  for (let from = 0; from < entries.length; from += rowsAtOnce)
    await appendAudit(tx, repo, entries.slice(from, from + rowsAtOnce));
  for (const [number, own] of Map.groupBy(told, (lesson) => lesson.number)) {
    await refreshWaits(tx, repo, number);
    await appendEvents(
      tx,
      repo,
      number,
      own.map(
        (lesson): TimelineEvent => ({
          kind: 'corrected',
          actor: by ?? lesson.by,
          deliveryId: what === 'taught' ? lesson.deliveryId : null,
          detail: { ...wordsOf(lesson), ...besides, ...(what === 'revoked' ? { revoked: true } : {}) },
        }),
      ),
    );
  }
  return told;
}

/** A lesson as the log and the timeline tell it. */
function wordsOf({ subject, verdict, source }: Lesson): Record<string, unknown> {
  const { kind, ...rest } = subject;
  return { ...rest, subject: kind, verdict, source };
}

const ofRepository = ({ installationId, repositoryId }: RepositoryRef) =>
  and(eq(lessons.installationId, installationId), eq(lessons.repositoryId, repositoryId));

async function conditions(tx: Tx, repo: RepositoryRef, filter: LessonFilter): Promise<(SQL | undefined)[]> {
  const { number, label, by, revoked, before } = filter;
  return [
    number === undefined ? undefined : eq(lessons.number, number),
    label === undefined ? undefined : eq(lessons.subjectKey, labelKey(label)),
    by === undefined ? undefined : eq(lessons.byId, by),
    revoked ? undefined : isNull(lessons.revokedAt),
    before === undefined ? undefined : await olderThan(tx, repo, before),
  ];
}

async function olderThan(tx: Tx, repo: RepositoryRef, id: string): Promise<SQL | undefined> {
  const [row] = await tx
    .select({ at: lessons.at })
    .from(lessons)
    .where(and(ofRepository(repo), eq(lessons.id, id)));
  return row && or(lt(lessons.at, row.at), and(eq(lessons.at, row.at), lt(lessons.id, id)));
}

/** The lesson of a row, for everybody who reads rows of this table. */
export function toLesson(row: LessonRow): Lesson {
  const { id, number, subject, verdict, source, by, cause, deliveryId, said, revokedBy, revokedAt } = row;
  return {
    ...{ id, number, subject, verdict, source, by, cause, deliveryId, said },
    at: row.at.toISOString(),
    revoked: toRevoked(revokedBy, revokedAt),
  };
}

function toRevoked(by: (Account & { request?: string }) | null, at: Date | null): Lesson['revoked'] {
  if (!by || !at) return null;
  const { request, ...account } = by;
  return { by: account, at: at.toISOString(), ...(request ? { request } : {}) };
}
