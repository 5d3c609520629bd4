export interface RateLimits {
  /** Off: the headers are right, and nothing is refused. */
  enforce: boolean;
  /** Requests an hour, an installation or user. GitHub: 5,000 at least. */
  perHour: number;
  /** Points a minute: a read is 1, a write 5. GitHub: 900. */
  pointsPerMinute: number;
  /** Requests that create or change content, a minute and an hour. GitHub: 80 and 500. */
  contentPerMinute: number;
  contentPerHour: number;
}

export interface Allowance {
  headers: Record<string, string>;
  refusal: { status: 403 | 429; body: object } | null;
}

export interface RateBuckets {
  limits: RateLimits;
  /** Counts one request of `key` at `now` (milliseconds). `countPrimary` is false for what GitHub does not count. */
  take(key: string, method: string, now: number): Allowance;
  status(key: string, now: number): { limit: number; used: number; remaining: number; reset: number };
}

const MINUTE = 60_000;
const HOUR = 3_600_000;
const DOCUMENTATION = 'https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api';

interface Window {
  startedAt: number;
  used: number;
}

/** Documented at docs.github.com, "Rate limits for the REST API": a primary quota, and three secondary limits. */
export function createRateBuckets(given: Partial<RateLimits>): RateBuckets {
  const limits: RateLimits = {
    enforce: false,
    perHour: 5000,
    pointsPerMinute: 900,
    contentPerMinute: 80,
    contentPerHour: 500,
    ...given,
  };
  const windows = new Map<string, Window>();
  const windowOf = (name: string, length: number, now: number) => {
    const kept = windows.get(name);
    if (kept && now - kept.startedAt < length) return kept;
    const fresh = { startedAt: now, used: 0 };
    windows.set(name, fresh);
    return fresh;
  };
  const secondsLeft = (window: Window, length: number, now: number) =>
    Math.max(1, Math.ceil((window.startedAt + length - now) / 1000));
  const status = (key: string, now: number) => {
    const primary = windowOf(`${key} primary`, HOUR, now);
    const remaining = Math.max(0, limits.perHour - primary.used);
    return {
      limit: limits.perHour,
      used: primary.used,
      remaining,
      reset: Math.ceil((primary.startedAt + HOUR) / 1000),
    };
  };
  return {
    limits,
    status,
    take(key, method, now) {
      const write = method !== 'GET' && method !== 'HEAD';
      const primary = windowOf(`${key} primary`, HOUR, now);
      const secondary: [Window, number, number, number][] = [
        [windowOf(`${key} points`, MINUTE, now), MINUTE, limits.pointsPerMinute, write ? 5 : 1],
      ];
      if (write) {
        secondary.push([windowOf(`${key} content/min`, MINUTE, now), MINUTE, limits.contentPerMinute, 1]);
        secondary.push([windowOf(`${key} content/h`, HOUR, now), HOUR, limits.contentPerHour, 1]);
      }
      const full = limits.enforce
        ? secondary.find(([window, , most, cost]) => window.used + cost > most)
        : undefined;
      const spent = limits.enforce && primary.used >= limits.perHour;
      if (!spent && !full) {
        primary.used += 1;
        for (const [window, , , cost] of secondary) window.used += cost;
      }
      const { limit, used, remaining, reset } = status(key, now);
      const headers: Record<string, string> = {
        'x-ratelimit-limit': String(limit),
        'x-ratelimit-remaining': String(remaining),
        'x-ratelimit-used': String(used),
        'x-ratelimit-reset': String(reset),
        'x-ratelimit-resource': 'core',
      };
      if (spent) {
        const message = `API rate limit exceeded for ${key}.`;
        return { headers, refusal: { status: 403, body: { message, documentation_url: DOCUMENTATION } } };
      }
      if (!full) return { headers, refusal: null };
      headers['retry-after'] = String(secondsLeft(full[0], full[1], now));
      const message =
        'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.';
      return {
        headers,
        refusal: {
          status: 403,
          body: { message, documentation_url: `${DOCUMENTATION}#about-secondary-rate-limits` },
        },
      };
    },
  };
}
