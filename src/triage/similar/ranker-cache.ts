import type { RepositoryRef } from '../../domain/issue/repository.ts';
import type { Ranker } from '../../domain/similarity/ranker/ranker.ts';
import type { RankerStore } from '../ports/rankers.ts';

/** Rankers in memory at most: some 100 KB each. */
const most = 200;

/** Each repository's own ranker, kept in memory; a new version is seen at the next search. Null: none of its own. */
export function createRankerCache(
  store: Pick<RankerStore, 'latestVersion' | 'get'>,
): (repo: RepositoryRef) => Promise<Ranker | null> {
  const kept = new Map<string, { version: number; ranker: Ranker }>();
  return async (repo) => {
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
