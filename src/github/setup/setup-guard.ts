import { randomBytes, timingSafeEqual } from 'node:crypto';

const stateLifetimeMs = 60 * 60 * 1000;

export interface SetupGuard {
  /** Redeems the token from the log. Returns true only once. */
  redeem(token: string): boolean;
  /** Starts a browser session and returns its cookie value. */
  openSession(): string;
  knows(session: string | undefined): session is string;
  /** Creates a `state` for a redirect to GitHub. It is bound to the session, valid for an hour and usable once. */
  issueState(session: string): string;
  useState(session: string, state: string): boolean;
}

function same(a: string, b: string): boolean {
  const left = Buffer.from(a);
  const right = Buffer.from(b);
  return left.length === right.length && timingSafeEqual(left, right);
}

/**
 * Restricts setup to people who can read the log, which shows `token`. It is required on loopback too,
 * because behind a reverse proxy every request seems to come from this machine. Everything is kept in
 * memory, so a restart prints a new token.
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

/** Whether a host name refers to this machine only. */
export function isLoopback(host: string): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|::1|\[::1\])$/i.test(host);
}
