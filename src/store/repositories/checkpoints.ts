import { eq } from 'drizzle-orm';
import type { Checkpoints } from '../../triage/ports/follow-up.ts';
import type { Database } from '../core/database.ts';
import { marks } from '../schema/follow-up-schema.ts';

/** How far activities of the whole App have come. */
export function createCheckpoints(database: Database): Checkpoints {
  return {
    get: (id) =>
      database.system(async (tx) => {
        const [row] = await tx.select().from(marks).where(eq(marks.id, id));
        return row ? { at: row.at, detail: row.detail } : null;
      }),
    clear: (id) =>
      database.system(async (tx) => {
        await tx.delete(marks).where(eq(marks.id, id));
      }),
    set: (id, at, detail = {}) =>
      database.system(async (tx) => {
        await tx
          .insert(marks)
          .values({ id, at, detail })
          .onConflictDoUpdate({ target: marks.id, set: { at, detail } });
      }),
  };
}
