import type { RepositoryRef } from '../../domain/issue/repository.ts';
import type { Ranker } from '../../domain/similarity/ranker/ranker.ts';
import type { RankerStore } from '../ports/rankers.ts';

/** Rankers in memory at most: some 100 KB each. */
const most = 200;

/** Reads each repository's own ranker; null where it has none. */
export type LoadRanker = (repo: RepositoryRef) => Promise<Ranker | null>;
type Versions = Pick<RankerStore, 'latestVersion' | 'get'>;

/** Each repository's own ranker, kept in memory; a new version is seen at the next search. */
export function createRankerCache(store: Versions): LoadRanker {
  return createRankerMemory()(store);
}

/** The same memory over whatever store is at hand: that of a unit of work, for example. */
export function createRankerMemory(): (store: Versions) => LoadRanker {
  const kept = new Map<string, { version: number; ranker: Ranker }>();
  return (store) => async (repo) => {
    const version = await store.latestVersion(repo);
    if (version === null) return null;
    const key = `${repo.installationId}/${repo.repositoryId}`;
    const known = kept.get(key);
    if (known?.version === version) return known.ranker;
    const ranker = await store.get(repo, version);
    if (!ranker) return null;
    kept.delete(key);
    kept.set(key, { version, ranker });
    // The one that was read first goes first.
    if (kept.size > most) kept.delete(kept.keys().next().value as string);
    return ranker;
  };
}
