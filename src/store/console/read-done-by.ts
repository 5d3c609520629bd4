import { and, eq, inArray, isNull } from 'drizzle-orm';
import type { Tx } from '../core/transaction.ts';
import { lessons } from '../schema/people-schema.ts';
import { effects } from '../schema/record-schema.ts';

/** The writes and lessons that requests led to, by issue: two queries. A worker names each by `request:<id>`. */
export async function readDoneBy(
  tx: Tx,
  { installationId, repositoryId }: { installationId: number; repositoryId: number },
  numbers: readonly number[],
  requestIds: readonly string[],
  userId: number,
): Promise<{ number: number; effects: string[]; lessons: string[] }[]> {
  if (requestIds.length === 0 || numbers.length === 0) return [];
  const causes = requestIds.map((id) => `request:${id}`);
  const here = (table: typeof effects | typeof lessons) =>
    and(
      eq(table.installationId, installationId),
      eq(table.repositoryId, repositoryId),
      inArray(table.number, [...numbers]),
      inArray(table.cause, causes),
    );
  const written = await tx
    .select({ number: effects.number, id: effects.id })
    .from(effects)
    .where(and(here(effects), eq(effects.status, 'done')));
  const taught = await tx
    .select({ number: lessons.number, id: lessons.id })
    .from(lessons)
    .where(and(here(lessons), eq(lessons.byId, userId), isNull(lessons.revokedAt)));
  const found = [...new Set([...written, ...taught].map(({ number }) => number))];
  const of = (rows: { number: number; id: string }[], number: number) =>
    rows.filter((row) => row.number === number).map(({ id }) => id);
  return found.map((number) => ({ number, effects: of(written, number), lessons: of(taught, number) }));
}
