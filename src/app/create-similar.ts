import { generalIdf } from '../classify/embedding/general-idf.ts';
import type { RepositoryRef } from '../domain/issue/repository.ts';
import { createMatcher } from '../domain/text/glob.ts';
import type { Queue } from '../queue/queue.ts';
import { choreId } from '../triage/ports/chores.ts';
import type { SimilarStore } from '../triage/ports/search.ts';
import { createRankedSimilar } from '../triage/similar/ranked-similar.ts';
import { createRankerCache } from '../triage/similar/ranker-cache.ts';
import { createDaily } from '../triage/upkeep/start-daily.ts';
import type { Stores } from './stores.ts';

/** Delay before links and themes are updated, because issues come in bursts. */
const linkAfterSeconds = 60;
/** By then the decision is stored. */
const lookAfterSeconds = 30;
/** GitHub sends no webhook for reactions, so they are checked once a day. */
const sweepAfterSeconds = 86_400;

/**
 * Creates the similar-issue search, with each repository's own ranker if it has one, and without dismissed
 * duplicates.
 */
export function createSimilar(
  stores: Pick<
    Stores,
    'repositories' | 'publicRepositories' | 'vectors' | 'postings' | 'issues' | 'duplicates' | 'rankers'
  >,
): SimilarStore {
  const { repositories, publicRepositories, vectors, postings, issues, duplicates } = stores;
  return createRankedSimilar({
    ...{ vectors, postings, issues, duplicates },
    idf: generalIdf,
    loadRanker: createRankerCache(stores.rankers),
    async elsewhere(repo: RepositoryRef) {
      const patterns = (await repositories.getSettings(repo))?.settings.similar.repositories ?? [];
      if (patterns.length === 0) return [];
      const isMeant = createMatcher(patterns);
      return (await publicRepositories.list(repo)).filter(({ owner, name }) => isMeant(`${owner}/${name}`));
    },
  });
}

/** Creates what follows once an issue was put into the index of similar issues: chores, a while later. */
export function createAfterIndexing(
  queue: { chores: Pick<Queue['chores'], 'add'> },
  { looksAgain }: { looksAgain: boolean },
): (repo: RepositoryRef, number: number) => Promise<void> {
  const sweepDaily = createDaily((repo) => queue.chores.add(choreId('duplicates', repo), sweepAfterSeconds));
  return async (repo, number) => {
    if (looksAgain) await queue.chores.add(`${choreId('second-look', repo)}/${number}`, lookAfterSeconds);
    await queue.chores.add(choreId('themes', repo), linkAfterSeconds);
    await sweepDaily(repo);
  };
}
