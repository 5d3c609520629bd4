import { LRUCache } from 'lru-cache';
import type { ConsoleReads, RepositoryCounts, VisibleRepository } from '../../read/console.ts';

export type CountsCache = ReturnType<typeof createCountsCache>;

/** How long counts are cached, in milliseconds. Counting is the most expensive query of a page. */
const keptFor = 5_000;

/**
 * Caches the frame's counts for all users and merges concurrent lookups. Counts that can't be read are
 * omitted, because pages work without them.
 */
export function createCountsCache(reads: ConsoleReads) {
  const kept = new LRUCache<number, RepositoryCounts>({ max: 5_000, ttl: keptFor });
  const underWay = new Map<number, Promise<Map<number, RepositoryCounts>>>();

  function count(repositories: VisibleRepository[]): void {
    if (repositories.length === 0) return;
    const counting = reads
      .counts(repositories)
      .then((read) => new Map(read.map((counts) => [counts.repositoryId, counts])));
    for (const { repositoryId } of repositories) underWay.set(repositoryId, counting);
    // A count that was invalidated while it was being read is already stale.
    const still = () => repositories.filter(({ repositoryId }) => underWay.get(repositoryId) === counting);
    counting
      .then((counts) => {
        for (const { repositoryId } of still()) {
          const own = counts.get(repositoryId);
          if (own) kept.set(repositoryId, own);
        }
      })
      // The callers receive the error.
      .catch(() => undefined)
      .finally(() => {
        for (const { repositoryId } of still()) underWay.delete(repositoryId);
      });
  }

  /** Returns counts at most `maxAge` milliseconds old. */
  const read = async (repositories: VisibleRepository[], maxAge = keptFor) => {
    const fresh = (id: number) => kept.has(id) && keptFor - kept.getRemainingTTL(id) <= maxAge;
    count(repositories.filter(({ repositoryId: id }) => !fresh(id) && !underWay.has(id)));
    const answers = await Promise.allSettled(
      repositories.map(async ({ repositoryId: id }) =>
        fresh(id) ? kept.get(id) : (await underWay.get(id))?.get(id),
      ),
    );
    const counts = new Map<number, RepositoryCounts>();
    for (const [i, { repositoryId: id }] of repositories.entries()) {
      const answer = answers[i];
      const known = answer?.status === 'fulfilled' ? answer.value : kept.get(id);
      if (known) counts.set(id, known);
    }
    return { counts, failed: answers.some(({ status }) => status === 'rejected') };
  };
  /** Invalidates the counts of repositories that have just changed. */
  const forget = (repositories: Pick<VisibleRepository, 'repositoryId'>[]) => {
    for (const { repositoryId } of repositories) {
      kept.delete(repositoryId);
      underWay.delete(repositoryId);
    }
  };
  return Object.assign(read, { forget });
}
