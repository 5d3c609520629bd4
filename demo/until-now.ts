import type { PastIssue } from './local-github/world/past-issue.ts';

const dayMs = 24 * 60 * 60 * 1000;

/**
 * The past moved by whole days so that the last thing in it happened within the 24 hours before `now` (milliseconds since
 * the epoch): new issues are opened now, and what stands between two issues stays as it was told.
 */
export function untilNow(past: readonly PastIssue[], now: number): PastIssue[] {
  const last = Math.max(
    ...past.flatMap(({ createdAt, history }) => [createdAt, ...history.map(({ at }) => at)]).map(Date.parse),
  );
  const by = Math.floor((now - last) / dayMs) * dayMs;
  const moved = (at: string) => new Date(Date.parse(at) + by).toISOString();
  return past.map((issue) => ({
    ...issue,
    createdAt: moved(issue.createdAt),
    history: issue.history.map((one) => ({ ...one, at: moved(one.at) })),
  }));
}
