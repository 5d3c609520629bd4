import { and, desc, eq, gt, isNull, lt, ne, or, sql } from 'drizzle-orm';
import type { ApiToken, Scope, TokenStore } from '../../read/api.ts';
import type { Database } from '../core/database.ts';
import { apiTokens } from '../schema/api-schema.ts';

/** People's tokens for the API. */
export function createTokenStore(database: Database): TokenStore {
  return {
    create: (token) =>
      database.system(async (tx) => {
        await tx.insert(apiTokens).values(token);
      }),

    use: (id, now) =>
      database.system(async (tx) => {
        const [row] = await tx
          .select()
          .from(apiTokens)
          .where(and(eq(apiTokens.id, id), gt(apiTokens.expiresAt, now)));
        if (!row) return null;
        const minuteAgo = new Date(now.getTime() - 60_000);
        await tx
          .update(apiTokens)
          .set({ lastUsedAt: now })
          .where(
            and(eq(apiTokens.id, id), or(isNull(apiTokens.lastUsedAt), lt(apiTokens.lastUsedAt, minuteAgo))),
          );
        return toToken(row);
      }),

    list: (userId) =>
      database.system(async (tx) => {
        const rows = await tx
          .select()
          .from(apiTokens)
          .where(eq(apiTokens.userId, userId))
          .orderBy(desc(apiTokens.createdAt), sql`${apiTokens.id}`);
        return rows.map(toToken);
      }),

    rename: (userId, login) =>
      database.system(async (tx) => {
        await tx
          .update(apiTokens)
          .set({ login })
          .where(and(eq(apiTokens.userId, userId), ne(apiTokens.login, login)));
      }),

    revoke: (userId, id) =>
      database.system(async (tx) => {
        const gone = await tx
          .delete(apiTokens)
          .where(and(eq(apiTokens.userId, userId), eq(apiTokens.id, id)))
          .returning({ id: apiTokens.id });
        return gone.length === 1;
      }),
  };
}

function toToken(row: typeof apiTokens.$inferSelect): ApiToken {
  return { ...row, scopes: row.scopes as Scope[] };
}
