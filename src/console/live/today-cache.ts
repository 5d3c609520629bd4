import { LRUCache } from 'lru-cache';
import type { VisibleRepository } from '../../read/console.ts';
import type { OverviewReads, Today } from '../../read/overview.ts';

/** How long today's numbers are told without counting again, in milliseconds. */
const keptFor = 2_000;

/** Today's numbers for live pages, counted once for all of them however fast things change. */
export function createTodayCache(reads: Pick<OverviewReads, 'today'>, now: () => Date) {
  const kept = new LRUCache<number, Today, VisibleRepository>({
    max: 2_000,
    ttl: keptFor,
    fetchMethod: (_id, _stale, { context }) => reads.today(context, now()),
  });
  return async (repository: VisibleRepository): Promise<Today> =>
    (await kept.fetch(repository.repositoryId, { context: repository })) ?? reads.today(repository, now());
}
