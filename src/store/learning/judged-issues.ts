import { and, desc, eq, inArray, isNull, min } from 'drizzle-orm';
import type { JudgedIssue } from '../../domain/autonomy/label-outcome.ts';
import type { Decision, Opinion } from '../../domain/issue/decision.ts';
import type { RepositoryKey } from '../../domain/issue/repository.ts';
import type { JudgedReads } from '../../triage/ports/track-records.ts';
import type { Database } from '../core/database.ts';
import type { Tx } from '../core/transaction.ts';
import { lessons } from '../schema/people-schema.ts';
import { decisions } from '../schema/record-schema.ts';

/** Lessons read at most: an issue has few. */
const lessonsEach = 4;
/** Decisions in one transaction: the embedded database has one connection, and live work waits for it. */
const atOnce = 200;

/** Issues that people have judged, with what was decided before they did. */
export function createJudgedReads(database: Database): JudgedReads {
  return {
    async newest(repository, count) {
      const rows = await database.withTenant(repository.installationId, (tx) =>
        tx
          .select()
          .from(lessons)
          .where(and(ofLessons(repository), isNull(lessons.revokedAt)))
          .orderBy(desc(lessons.at), desc(lessons.id))
          .limit(count * lessonsEach),
      );
      const byIssue = Map.groupBy(rows.filter(isOfValue), ({ number }) => number);
      const numbers = [...byIssue.keys()].slice(0, count);
      const before = new Map<number, Decided>();
      for (let i = 0; i < numbers.length; i += atOnce) {
        const some = numbers.slice(i, i + atOnce);
        const found = await database.withTenant(repository.installationId, (tx) =>
          readDecided(tx, repository, some),
        );
        for (const [number, decided] of found) before.set(number, decided);
      }
      return numbers
        .map((number) => toJudged(number, byIssue.get(number) ?? [], before.get(number)))
        .reverse();
    },
  };
}

type LessonRow = typeof lessons.$inferSelect;
interface Decided {
  decision: Decision;
  opinions: Opinion[];
}

const isOfValue = ({ subject }: LessonRow) => subject.kind === 'label' || subject.kind === 'value';

function toJudged(number: number, rows: LessonRow[], decided: Decided | undefined): JudgedIssue {
  return {
    number,
    lessons: rows
      .toReversed()
      .flatMap(({ subject, verdict, at, said }) =>
        subject.kind === 'label' || subject.kind === 'value'
          ? [{ dimension: subject.dimension, value: subject.value, verdict, said, at: at.toISOString() }]
          : [],
      ),
    decided: decided?.decision.values ?? [],
    opinions: decided?.opinions ?? [],
  };
}

/**
 * Of each issue the last decision before the first thing that people said of it, else the first: later ones may have
 * learnt from what they are to be judged by.
 */
async function readDecided(
  tx: Tx,
  repository: RepositoryKey,
  numbers: number[],
): Promise<Map<number, Decided>> {
  const firsts = await tx
    .select({ number: lessons.number, at: min(lessons.at) })
    .from(lessons)
    .where(and(ofLessons(repository), isNull(lessons.revokedAt), inArray(lessons.number, numbers)))
    .groupBy(lessons.number);
  const firstAt = new Map(firsts.map(({ number, at }) => [number, at ? new Date(at).getTime() : 0]));
  const all = await tx
    .select({ id: decisions.id, number: decisions.number, at: decisions.createdAt })
    .from(decisions)
    .where(
      and(
        eq(decisions.installationId, repository.installationId),
        eq(decisions.repositoryId, repository.repositoryId),
        inArray(decisions.number, numbers),
      ),
    )
    .orderBy(decisions.createdAt, decisions.id);
  const chosen = new Map<number, string>();
  for (const { id, number, at } of all)
    if (!chosen.has(number) || at.getTime() <= (firstAt.get(number) ?? 0)) chosen.set(number, id);
  if (chosen.size === 0) return new Map();
  const read = await tx
    .select({ number: decisions.number, decision: decisions.decision, opinions: decisions.opinions })
    .from(decisions)
    .where(inArray(decisions.id, [...chosen.values()]));
  return new Map(read.map((row) => [row.number, row as Decided & { number: number }]));
}

const ofLessons = ({ installationId, repositoryId }: RepositoryKey) =>
  and(eq(lessons.installationId, installationId), eq(lessons.repositoryId, repositoryId));
