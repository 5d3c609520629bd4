import { createHash, randomBytes } from 'node:crypto';
import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { SessionStore, SignedInPerson } from '../../read/console.ts';
import { createSealer } from './sealed-token.ts';

/** Lifetime of a session, in milliseconds, unless its token expires earlier. */
export const sessionLifetime = 8 * 60 * 60 * 1000;
const signInLifetime = 10 * 60 * 1000;

/** A signed-in user, for the duration of one request. */
export interface Session {
  id: string;
  login: string;
  /** GitHub's numeric id. */
  userId: number;
  avatarUrl: string;
  token: string;
}

export type Sessions = ReturnType<typeof createSessions>;

/**
 * Server-side sessions. The cookie is a random value of which only the SHA-256 hash is stored, so a leaked
 * table doesn't expose sessions.
 */
export function createSessions({
  store,
  secret,
  baseUrl,
  now = () => new Date(),
}: {
  store: SessionStore;
  secret: string;
  baseUrl: string;
  now?: () => Date;
}) {
  const secure = baseUrl.startsWith('https:');
  const name = (word: string) => (secure ? `__Host-${word}` : word);
  const cookie = { httpOnly: true, secure, sameSite: 'Lax', path: '/' } as const;
  const sealer = createSealer(secret);

  return {
    async read(c: Context): Promise<Session | null> {
      const value = getCookie(c, name('session'));
      if (!value) return null;
      const row = await store.find(hash(value), now());
      const token = row && sealer.open(row.token, row.id);
      if (!row || !token) return null;
      return { id: row.id, login: row.login, userId: row.userId, avatarUrl: row.avatarUrl, token };
    },
    /** Whether the session is active: neither expired nor signed out on any replica. */
    async lives(session: Session): Promise<boolean> {
      return (await store.find(session.id, now())) !== null;
    },
    /** Starts a session under a new id and ends the browser's previous one. */
    async begin(c: Context, person: SignedInPerson): Promise<void> {
      await this.end(c);
      const value = randomBytes(32).toString('base64url');
      const id = hash(value);
      const expiresAt = new Date(
        Math.min(now().getTime() + sessionLifetime, person.expiresAt?.getTime() ?? Number.POSITIVE_INFINITY),
      );
      const { login, userId, avatarUrl } = person;
      await store.create({ id, login, userId, avatarUrl, token: sealer.seal(person.token, id), expiresAt });
      setCookie(c, name('session'), value, { ...cookie, expires: expiresAt });
    },
    async end(c: Context): Promise<void> {
      const value = getCookie(c, name('session'));
      if (value) await store.remove(hash(value));
      deleteCookie(c, name('session'), cookie);
    },
    /**
     * Stores the data needed when GitHub redirects back. The state is also set as a cookie, so that only
     * this browser can complete the sign-in.
     */
    async beginSignIn(c: Context, returnTo: string): Promise<{ state: string; challenge: string }> {
      const state = randomBytes(24).toString('base64url');
      const verifier = randomBytes(32).toString('base64url');
      await store.saveSignIn({
        state: hash(state),
        verifier,
        returnTo,
        expiresAt: new Date(now().getTime() + signInLifetime),
      });
      setCookie(c, name('sign-in'), state, { ...cookie, maxAge: signInLifetime / 1000 });
      return { state, challenge: createHash('sha256').update(verifier).digest('base64url') };
    },
    /** Null unless the state belongs to this browser, hasn't expired and hasn't been used before. */
    async finishSignIn(c: Context, state: string): Promise<{ verifier: string; returnTo: string } | null> {
      const expected = getCookie(c, name('sign-in'));
      deleteCookie(c, name('sign-in'), cookie);
      if (!expected || expected !== state) return null;
      return store.takeSignIn(hash(state), now());
    },
  };
}

function hash(value: string): string {
  return createHash('sha256').update(value).digest('hex');
}
