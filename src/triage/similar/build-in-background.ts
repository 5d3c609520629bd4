import { setTimeout as wait } from 'node:timers/promises';
import type { NearIndexEnd, NearIndexes } from '../ports/search.ts';

/** What is quick is waited for: a look whether an index stands takes milliseconds. */
const patienceMs = 2_000;

/**
 * The same indexes, built beside whatever else there is to do: a build takes minutes, and chores are done one at a time.
 * `busy` is said of one that takes long; whoever asks again later hears how it ended, once, and a failure is thrown then.
 */
export function buildInBackground(near: NearIndexes, patience: number = patienceMs): NearIndexes {
  const running = new Map<string, Promise<NearIndexEnd>>();
  return {
    async keep(place, model, signal) {
      const key = `${place.installationId}/${place.repositoryId}/${model}`;
      const keeping = running.get(key) ?? near.keep(place, model, signal);
      running.set(key, keeping);
      // Nobody may ask again.
      keeping.catch(() => undefined);
      const enough = new AbortController();
      try {
        const settled = keeping.then(
          () => true,
          () => true,
        );
        const late = wait(patience, false, { signal: enough.signal }).catch(() => false);
        if (!(await Promise.race([settled, late]))) return 'busy';
      } finally {
        enough.abort();
      }
      running.delete(key);
      return keeping;
    },
  };
}
