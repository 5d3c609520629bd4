import { LRUCache } from 'lru-cache';

export interface TimeBudget {
  /** False once `key` has used up its budget for the current window. */
  allows(key: string): boolean;
  spend(key: string, milliseconds: number): void;
}

/**
 * Limits the time each key can use within a window; both in milliseconds. Only the most recently active keys
 * are tracked.
 */
export function createTimeBudget(options: {
  budgetMs: number;
  windowMs: number;
  /** Milliseconds since any fixed moment. */
  now: () => number;
}): TimeBudget {
  const { budgetMs, windowMs, now } = options;
  const spent = new LRUCache<string, { since: number; milliseconds: number }>({ max: 10_000 });
  const present = (key: string) => {
    const found = spent.get(key);
    return found && now() - found.since < windowMs ? found : { since: now(), milliseconds: 0 };
  };
  return {
    allows: (key) => present(key).milliseconds < budgetMs,
    spend(key, milliseconds) {
      const { since, milliseconds: before } = present(key);
      spent.set(key, { since, milliseconds: before + milliseconds });
    },
  };
}
