import { choreId } from './chore-id.ts';
import { generalIdf } from './classify/embedding/general-idf.ts';
import { createDaily } from './create-daily.ts';
import { matchesGlob } from './domain/glob.ts';
import type { RepositoryRef } from './domain/repository.ts';
import type { Queue } from './queue/queue.ts';
import type { Database } from './store/database.ts';
import { createDuplicateLinks } from './store/duplicate-links.ts';
import { createIssueStore } from './store/issues.ts';
import { createPostings } from './store/postings.ts';
import { createPublicRepositories } from './store/public-repositories.ts';
import { createRankerStore } from './store/rankers.ts';
import { createRepositoryStore } from './store/repositories.ts';
import { createSimilarStore } from './store/similar.ts';
import { createThemeStore } from './store/themes.ts';
import { createRankedSimilar } from './triage/ranked-similar.ts';
import { createRankerCache } from './triage/ranker-cache.ts';
import type { SimilarStore } from './triage/search-ports.ts';

/** Issues come in bursts: links and themes wait this long, and take all that came until then. */
const linkAfterSeconds = 60;
/** A decision is kept by then. */
const lookAfterSeconds = 30;
/** Reactions send no event: a sweep looks for them once a day. */
const sweepAfterSeconds = 86_400;

/** Similar issues over this database, by each repository's own ranker where it has one, vetoes kept. */
export function createSimilar(
  database: Database,
  queue: Pick<Queue, 'forgetJobs'> & { chores: Pick<Queue['chores'], 'add'> },
  options: { looksAgain: boolean } = { looksAgain: false },
): SimilarStore {
  const repositories = createRepositoryStore(database, queue.forgetJobs);
  const themes = createThemeStore(database);
  const sweepDaily = createDaily((repo) => queue.chores.add(choreId('duplicates', repo), sweepAfterSeconds));
  const publicRepositories = createPublicRepositories(database);
  return createRankedSimilar({
    vectors: createSimilarStore(database),
    postings: createPostings(database),
    issues: createIssueStore(database),
    idf: generalIdf,
    duplicates: createDuplicateLinks(database),
    loadRanker: createRankerCache(createRankerStore(database)),
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
