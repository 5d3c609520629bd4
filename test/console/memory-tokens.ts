import type { ApiToken, TokenStore } from '../../src/read/api.ts';

/** TokenStore over plain memory. */
export function createMemoryTokens(now: () => Date): TokenStore {
  const kept = new Map<string, ApiToken>();
  return {
    async create(token) {
      kept.set(token.id, { ...token, createdAt: now(), lastUsedAt: null });
    },
    async use(id, at) {
      const token = kept.get(id);
      if (!token || token.expiresAt <= at) return null;
      token.lastUsedAt = at;
      return token;
    },
    list: async (userId) => [...kept.values()].filter((token) => token.userId === userId).reverse(),
    async rename(userId, login) {
      for (const token of kept.values()) if (token.userId === userId) token.login = login;
    },
    async revoke(userId, id) {
      return kept.get(id)?.userId === userId && kept.delete(id);
    },
  };
}
