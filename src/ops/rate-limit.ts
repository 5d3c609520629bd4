import { RateLimiterMemory } from 'rate-limiter-flexible';

export interface RateLimit {
  readonly points: number;
  /** Seconds. */
  readonly window: number;
  /**
   * Counts one request. `allowed` is false beyond the limit; `retryAfter` is then the number of seconds to
   * wait. `remaining` is the number of requests still allowed now.
   */
  take(key: string): Promise<{ allowed: boolean; retryAfter: number; remaining: number }>;
}

/**
 * Creates a sliding-window rate limiter: the count of the current window plus the share of the previous one
 * that the sliding window still covers. rate-limiter-flexible has fixed windows, which allow twice the limit
 * around a boundary. Counts are per process, so behind a load balancer the limit applies to each replica.
 */
export function createRateLimit(options: {
  points: number;
  /** Seconds. */
  window: number;
  /** Clock in milliseconds since 1970, replaceable in tests. */
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
      // Counts before checking, so that concurrent requests don't all read the same count.
      const present = await counts.penalty(`${key} ${index}`);
      const counted = present.consumedPoints + (previous?.consumedPoints ?? 0) * (1 - elapsed);
      if (counted <= points) return { allowed: true, retryAfter: 0, remaining: Math.floor(points - counted) };
      await counts.reward(`${key} ${index}`);
      return { allowed: false, retryAfter: Math.max(1, Math.ceil(window * (1 - elapsed))), remaining: 0 };
    },
  };
}
