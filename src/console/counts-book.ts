import { LRUCache } from 'lru-cache';
import type { ConsoleReads, RepositoryCounts, VisibleRepository } from './ports.ts';

export type CountsBook = ReturnType<typeof createCountsBook>;

/** How long counts are shown without counting again, in milliseconds: counting is the dearest query of a page. */
const keptFor = 5_000;

/**
 * Counts of the frame, kept for all people and counted once however many ask at the same time. Counts that cannot be read
 * are left out: a page can do without.
 */
export function createCountsBook(reads: ConsoleReads) {
  const kept = new LRUCache<number, RepositoryCounts>({ max: 5_000, ttl: keptFor });
  const underWay = new Map<number, Promise<void>>();

  function count(repositories: VisibleRepository[]): void {
    if (repositories.length === 0) return;
    const counting = reads
      .counts(repositories)
      .then((read) => {
        for (const counts of read) kept.set(counts.repositoryId, counts);
      })
      .finally(() => {
        for (const { repositoryId } of repositories) underWay.delete(repositoryId);
      });
    for (const { repositoryId } of repositories) underWay.set(repositoryId, counting);
  }

  /** Counts at most `maxAge` milliseconds old, and no older than those that are kept. */
  const read = async (repositories: VisibleRepository[], maxAge = keptFor) => {
    const fresh = (id: number) => kept.has(id) && keptFor - kept.getRemainingTTL(id) <= maxAge;
    count(repositories.filter(({ repositoryId: id }) => !fresh(id) && !underWay.has(id)));
    const waited = await Promise.allSettled(
      repositories.map(({ repositoryId }) => underWay.get(repositoryId)),
    );
    const counts = new Map<number, RepositoryCounts>();
    for (const { repositoryId } of repositories) {
      const known = kept.get(repositoryId);
      if (known) counts.set(repositoryId, known);
    }
    return { counts, failed: waited.some(({ status }) => status === 'rejected') };
  };
  /** What was just changed is counted anew. */
  const forget = (repositories: Pick<VisibleRepository, 'repositoryId'>[]) => {
    for (const { repositoryId } of repositories) kept.delete(repositoryId);
  };
  return Object.assign(read, { forget });
}
