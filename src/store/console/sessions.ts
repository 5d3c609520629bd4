import { and, eq, gt, lt, sql } from 'drizzle-orm';
import type { SessionStore } from '../../read/console.ts';
import type { Database } from '../core/database.ts';
import { sessions, signIns } from '../schema/session-schema.ts';

/** Who is signed in to the console, and sign-ins under way. Beginning one also clears away what has ended. */
export function createSessionStore(database: Database): SessionStore {
  return {
    create: (session) =>
      database.system(async (tx) => {
        await tx.delete(sessions).where(lt(sessions.expiresAt, sql`now()`));
        await tx.insert(sessions).values(session);
      }),

    find: (id, now) =>
      database.system(async (tx) => {
        const [row] = await tx
          .select()
          .from(sessions)
          .where(and(eq(sessions.id, id), gt(sessions.expiresAt, now)));
        return row ?? null;
      }),

    remove: (id) =>
      database.system(async (tx) => void (await tx.delete(sessions).where(eq(sessions.id, id)))),

    saveSignIn: (signIn) =>
      database.system(async (tx) => {
        await tx.delete(signIns).where(lt(signIns.expiresAt, sql`now()`));
        await tx.insert(signIns).values(signIn);
      }),

    takeSignIn: (state, now) =>
      database.system(async (tx) => {
        const [row] = await tx.delete(signIns).where(eq(signIns.state, state)).returning();
        return row && row.expiresAt > now ? row : null;
      }),
  };
}
