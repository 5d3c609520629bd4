import { and, eq, lt, sql } from 'drizzle-orm';
import type { IdempotencyStore, KeptAnswer } from '../../read/api.ts';
import type { Database } from '../core/database.ts';
import { idempotencyKeys } from '../schema/api-schema.ts';

/** Answers to writes, by the key that the caller chose, for a day. */
export function createIdempotencyStore(database: Database): IdempotencyStore {
  const of = (userId: number, key: string) =>
    and(eq(idempotencyKeys.userId, userId), eq(idempotencyKeys.key, key));
  return {
    begin: (userId, key, requestHash) =>
      database.system(async (tx) => {
        await tx.delete(idempotencyKeys).where(lt(idempotencyKeys.createdAt, sql`now() - interval '1 day'`));
        const taken = await tx
          .insert(idempotencyKeys)
          .values({ userId, key, requestHash })
          .onConflictDoNothing()
          .returning({ key: idempotencyKeys.key });
        if (taken.length === 1) return 'fresh';
        const [row] = await tx.select().from(idempotencyKeys).where(of(userId, key));
        if (!row) return 'running';
        if (row.requestHash !== requestHash) return 'other';
        return row.status === null ? 'running' : ({ status: row.status, answer: row.answer } as KeptAnswer);
      }),

    finish: (userId, key, { status, answer }) =>
      database.system(async (tx) => {
        await tx.update(idempotencyKeys).set({ status, answer }).where(of(userId, key));
      }),

    release: (userId, key) =>
      database.system(async (tx) => {
        await tx.delete(idempotencyKeys).where(of(userId, key));
      }),
  };
}
