import { LRUCache } from 'lru-cache';
import type { ConsoleReads, RepositoryCounts, VisibleRepository } from './ports.ts';

export type CountsBook = ReturnType<typeof createCountsBook>;

/** How long counts are shown without counting again, in milliseconds: counting is the dearest query of a page. */
const keptFor = 5_000;

/** Counts of the frame, kept for all people; counts that cannot be read are left out, for a page can do without. */
export function createCountsBook(reads: ConsoleReads) {
  const kept = new LRUCache<number, RepositoryCounts>({ max: 5_000, ttl: keptFor });
  return async (
    repositories: VisibleRepository[],
  ): Promise<{ counts: Map<number, RepositoryCounts>; failed: boolean }> => {
    const unknown = repositories.filter((repository) => !kept.has(repository.repositoryId));
    let failed = false;
    const read =
      unknown.length === 0
        ? []
        : await reads.counts(unknown).catch(() => {
            failed = true;
            return [];
          });
    for (const counts of read) kept.set(counts.repositoryId, counts);
    const known = new Map(read.map((counts) => [counts.repositoryId, counts]));
    for (const { repositoryId } of repositories) {
      const counts = kept.get(repositoryId);
      if (counts) known.set(repositoryId, counts);
    }
    return { counts: known, failed };
  };
}
