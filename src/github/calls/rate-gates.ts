import { LRUCache } from 'lru-cache';
import { RateLimited } from './rate-limited.ts';
import { type Answer, wishToWait } from './wish-to-wait.ts';

/** Whom GitHub has asked to wait, and until when. Each installation, and the App itself, has limits of its own. */
export interface RateGates {
  /** @throws RateLimited while GitHub wants no call of this caller */
  pass(caller: string): void;
  /** Heeds an answer's wish to wait; returns the seconds, or null where there is no such wish. */
  heed(caller: string, answer: Answer): number | null;
}

/** Callers that are remembered; of more than these, those that were asked longest ago learn it anew. */
const maxCallers = 20_000;

/** @param now milliseconds since the epoch */
export function createRateGates(now: () => number = Date.now): RateGates {
  const closedUntil = new LRUCache<string, number>({ max: maxCallers });
  return {
    pass(caller) {
      const left = (closedUntil.get(caller) ?? 0) - now();
      if (left > 0) throw new RateLimited(left / 1000);
    },
    heed(caller, answer) {
      const seconds = wishToWait(answer, now());
      if (seconds === null) return null;
      // Of calls that were under way together, the longest wish holds.
      closedUntil.set(caller, Math.max(closedUntil.get(caller) ?? 0, now() + seconds * 1000));
      return seconds;
    },
  };
}
