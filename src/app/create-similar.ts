import { generalIdf } from '../classify/embedding/general-idf.ts';
import type { RepositoryRef } from '../domain/issue/repository.ts';
import { createMatcher } from '../domain/text/glob.ts';
import type { Queue } from '../queue/queue.ts';
import { choreId } from '../triage/ports/chores.ts';
import type { RepositoryStore } from '../triage/ports/core.ts';
import type { SimilarStore } from '../triage/ports/search.ts';
import { createRankedSimilar, type RankedSimilarDeps } from '../triage/similar/ranked-similar.ts';
import type { LoadRanker } from '../triage/similar/ranker-cache.ts';
import { createDaily } from '../triage/upkeep/start-daily.ts';
import type { Stores } from './stores.ts';

/** Delay before links and themes are updated, because issues come in bursts. */
const linkAfterSeconds = 60;
/** By then the decision is stored. */
const lookAfterSeconds = 30;
/** GitHub sends no webhook for reactions, so they are checked once a day. */
const sweepAfterSeconds = 86_400;

/** What a search for similar issues reads. */
export type SimilarStores = Pick<RankedSimilarDeps, 'vectors' | 'postings' | 'issues' | 'duplicates'> & {
  repositories: Pick<RepositoryStore, 'getSettings'>;
  publicRepositories: Pick<Stores['publicRepositories'], 'list'>;
};

/**
 * Creates the similar-issue search, with each repository's own ranker if it has one, and without dismissed
 * duplicates.
 *
 * @param indexed told of each issue that was put into the index
 */
export function createSimilar(
  { repositories, publicRepositories, ...stores }: SimilarStores,
  loadRanker: LoadRanker,
  indexed?: RankedSimilarDeps['indexed'],
): SimilarStore {
  return createRankedSimilar({
    ...stores,
    idf: generalIdf,
    loadRanker,
    async elsewhere(repo: RepositoryRef) {
      const patterns = (await repositories.getSettings(repo))?.settings.similar.repositories ?? [];
      if (patterns.length === 0) return [];
      const isMeant = createMatcher(patterns);
      return (await publicRepositories.list(repo)).filter(({ owner, name }) => isMeant(`${owner}/${name}`));
    },
    ...(indexed ? { indexed } : {}),
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
