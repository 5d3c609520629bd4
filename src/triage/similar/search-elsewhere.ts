import type { Issue } from '../../domain/issue/issue.ts';
import type { RepositoryRef } from '../../domain/issue/repository.ts';
import type { RankedIssue } from '../../domain/similarity/ranker/rank-candidates.ts';
import type { Ranker } from '../../domain/similarity/ranker/ranker.ts';
import type { Postings } from '../ports/search.ts';
import { searchSimilar } from './search-similar.ts';

/** An issue of another repository is named only when it is this alike: a stranger must be worth the walk. */
const minSimilarity = 0.35;
const most = 5;

/**
 * Similar issues of another public repository of the same installation, likeliest first. Nothing is found in a private
 * repository or in another installation, whoever asks.
 */
export async function searchElsewhere(
  postings: Postings,
  repo: RepositoryRef,
  other: RepositoryRef,
  asking: Pick<Issue, 'title' | 'body' | 'createdAt'>,
  ranker?: Ranker,
): Promise<RankedIssue[]> {
  if (other.private || other.installationId !== repo.installationId) return [];
  if (other.repositoryId === repo.repositoryId) return [];
  // Its number means another issue there: none is the asking one.
  const ranked = await searchSimilar(postings, other, { ...asking, number: 0 }, ranker ? { ranker } : {});
  return ranked.filter(({ similarity }) => similarity >= minSimilarity).slice(0, most);
}
