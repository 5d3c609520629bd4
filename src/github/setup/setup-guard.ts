import { randomBytes, timingSafeEqual } from 'node:crypto';

const stateLifetimeMs = 60 * 60 * 1000;

export interface SetupGuard {
  /** True once: the token of the log opens Setup for one browser. */
  redeem(token: string): boolean;
  /** Opens a browser's session; its value goes into a cookie. */
  openSession(): string;
  knows(session: string | undefined): session is string;
  /** A new `state` for a trip to GitHub; it belongs to the session and works once, within an hour. */
  issueState(session: string): string;
  useState(session: string, state: string): boolean;
}

function same(a: string, b: string): boolean {
  const left = Buffer.from(a);
  const right = Buffer.from(b);
  return left.length === right.length && timingSafeEqual(left, right);
}

/**
 * Who may set this App up: whoever reads the log, which shows `token`. It is asked for on loopback too, since a reverse proxy in front
 * makes every request look as if it came from this machine. Everything is kept in memory: a restart prints a new token.
 */
export function createSetupGuard(token: string, now: () => number = Date.now): SetupGuard {
  let open: string | null = token;
  const sessions = new Set<string>();
  const states = new Map<string, { session: string; until: number }>();
  const secret = () => randomBytes(24).toString('base64url');

  return {
    redeem(given) {
      if (open === null || !same(open, given)) return false;
      open = null;
      return true;
    },
    openSession() {
      const session = secret();
      sessions.add(session);
      return session;
    },
    knows: (session): session is string => session !== undefined && sessions.has(session),
    issueState(session) {
      for (const [state, { until }] of states) if (until < now()) states.delete(state);
      const state = secret();
      states.set(state, { session, until: now() + stateLifetimeMs });
      return state;
    },
    useState(session, state) {
      const found = states.get(state);
      if (!found || found.session !== session) return false;
      states.delete(state);
      return found.until >= now();
    },
  };
}

/** True for names under which only this machine reaches itself. */
export function isLoopback(host: string): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|::1|\[::1\])$/i.test(host);
}
