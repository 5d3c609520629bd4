import { RateLimiterMemory } from 'rate-limiter-flexible';

export interface RateLimit {
  readonly points: number;
  /** Seconds. */
  readonly window: number;
  /**
   * Counts one request. `allowed` is false once the limit is passed; then `retryAfter` says how many seconds to wait.
   * `remaining` are the requests that would still be allowed now.
   */
  take(key: string): Promise<{ allowed: boolean; retryAfter: number; remaining: number }>;
}

/**
 * A sliding window: the count of the present window plus the share of the previous one that the sliding window still
 * covers. rate-limiter-flexible itself keeps fixed windows, where twice the limit passes around a boundary.
 * It counts in this process: behind a load balancer each replica allows its own share.
 */
export function createRateLimit(options: {
  points: number;
  /** Seconds. */
  window: number;
  /** Milliseconds since 1970; another clock is for tests. */
  now?: () => number;
}): RateLimit {
  const { points, window, now = Date.now } = options;
  const counts = new RateLimiterMemory({ points, duration: 2 * window });
  const windowMs = window * 1000;
  return {
    points,
    window,
    async take(key) {
      const at = now();
      const index = Math.floor(at / windowMs);
      const elapsed = (at % windowMs) / windowMs;
      const previous = await counts.get(`${key} ${index - 1}`);
      // Count first, look after: many at once must not all read the same count.
      const present = await counts.penalty(`${key} ${index}`);
      const counted = present.consumedPoints + (previous?.consumedPoints ?? 0) * (1 - elapsed);
      if (counted <= points) return { allowed: true, retryAfter: 0, remaining: Math.floor(points - counted) };
      await counts.reward(`${key} ${index}`);
      return { allowed: false, retryAfter: Math.max(1, Math.ceil(window * (1 - elapsed))), remaining: 0 };
    },
  };
}
