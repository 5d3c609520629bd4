import { generalIdf } from '../classify/embedding/general-idf.ts';
import type { RepositoryRef } from '../domain/issue/repository.ts';
import { matchesGlob } from '../domain/text/glob.ts';
import type { Queue } from '../queue/queue.ts';
import { choreId } from '../triage/ports/chores.ts';
import type { SimilarStore } from '../triage/ports/search.ts';
import { createRankedSimilar } from '../triage/similar/ranked-similar.ts';
import { createRankerCache } from '../triage/similar/ranker-cache.ts';
import { createDaily } from '../triage/upkeep/start-daily.ts';
import type { Stores } from './stores.ts';

/** Issues come in bursts: links and themes wait this long, and take all that came until then. */
const linkAfterSeconds = 60;
/** A decision is kept by then. */
const lookAfterSeconds = 30;
/** Reactions send no event: a sweep looks for them once a day. */
const sweepAfterSeconds = 86_400;

/** Similar issues, by each repository's own ranker where it has one, vetoes kept. */
export function createSimilar(
  stores: Pick<
    Stores,
    | 'repositories'
    | 'publicRepositories'
    | 'themes'
    | 'vectors'
    | 'postings'
    | 'issues'
    | 'duplicates'
    | 'rankers'
  >,
  queue: { chores: Pick<Queue['chores'], 'add'> },
  options: { looksAgain: boolean } = { looksAgain: false },
): SimilarStore {
  const { repositories, publicRepositories, themes, vectors, postings, issues, duplicates } = stores;
  const sweepDaily = createDaily((repo) => queue.chores.add(choreId('duplicates', repo), sweepAfterSeconds));
  return createRankedSimilar({
    ...{ vectors, postings, issues, duplicates },
    idf: generalIdf,
    loadRanker: createRankerCache(stores.rankers),
    async elsewhere(repo: RepositoryRef) {
      const patterns = (await repositories.getSettings(repo))?.settings.similar.repositories ?? [];
      if (patterns.length === 0) return [];
      return (await publicRepositories.list(repo)).filter(({ owner, name }) =>
        patterns.some((pattern) => matchesGlob(pattern, `${owner}/${name}`)),
      );
    },
    async indexed(repo, number) {
      await themes.dropLinks(repo, number);
      if (options.looksAgain)
        await queue.chores.add(`${choreId('second-look', repo)}/${number}`, lookAfterSeconds);
      await queue.chores.add(choreId('themes', repo), linkAfterSeconds);
      await sweepDaily(repo);
    },
  });
}
