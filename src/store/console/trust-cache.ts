import { LRUCache } from 'lru-cache';
import type { RepositoryRef } from '../../domain/issue/repository.ts';
import type { Overview } from '../../read/overview.ts';
import type { Tx } from '../core/transaction.ts';
import { mondaysUpTo, readTrust, type Trust, toSaidAndRight, toWeeks } from './read-trust.ts';

/** How many weeks the plots show, the current one included. */
const weeksShown = 12;

/** How long the figures of weeks that are over are told without reading them again, in milliseconds. */
const keptFor = 30_000;

/**
 * Lessons and triages of the shown weeks. Those of weeks that are over hardly change and are dear to read, so they are kept for a while
 * in this process; this week's are read each time. One query, or two where nothing is kept.
 */
export function createTrustCache() {
  const kept = new LRUCache<string, Trust>({ max: 1_000, ttl: keptFor });
  return async (
    tx: Tx,
    place: RepositoryRef,
    now: Date,
  ): Promise<Pick<Overview, 'weeks' | 'calibration'>> => {
    const mondays = mondaysUpTo(now, weeksShown);
    const [before, current] = [mondays.slice(0, -1), mondays.slice(-1)];
    const key = `${place.installationId}/${place.repositoryId}/${current[0]}`;
    const past = kept.get(key) ?? (await readTrust(tx, place, before));
    if (!kept.has(key)) kept.set(key, past);
    const fresh = await readTrust(tx, place, current);
    const all = {
      taught: [...past.taught, ...fresh.taught],
      decided: [...past.decided, ...fresh.decided],
    };
    return { weeks: toWeeks(all, mondays), calibration: toSaidAndRight(all) };
  };
}
