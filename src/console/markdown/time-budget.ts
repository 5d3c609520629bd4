import { LRUCache } from 'lru-cache';

export interface TimeBudget {
  /** False once `key` has spent its share of the present window. */
  allows(key: string): boolean;
  spend(key: string, milliseconds: number): void;
}

/** Time that each key may spend within a window; both in milliseconds. Only the keys that spent most recently are kept. */
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
