import { LRUCache } from 'lru-cache';
import type { VisibleRepository } from '../../read/console.ts';
import type { OverviewReads, Today } from '../../read/overview.ts';

/** How long today's metrics are cached, in milliseconds. */
const keptFor = 2_000;

/** Caches today's metrics, so that they are counted once for all live pages, however fast they change. */
export function createTodayCache(reads: Pick<OverviewReads, 'today'>, now: () => Date) {
  const kept = new LRUCache<number, Today, VisibleRepository>({
    max: 2_000,
    ttl: keptFor,
    fetchMethod: (_id, _stale, { context }) => reads.today(context, now()),
  });
  return async (repository: VisibleRepository): Promise<Today> =>
    (await kept.fetch(repository.repositoryId, { context: repository })) ?? reads.today(repository, now());
}
