import type { RepositoryRef } from '../../domain/issue/repository.ts';
import { type RankedIssue, rankCandidates } from '../../domain/similarity/ranker/rank-candidates.ts';
import type { Ranker } from '../../domain/similarity/ranker/ranker.ts';
import type { Postings } from '../ports/search.ts';
import { type AskingIssue, gatherCandidates, type SearchOptions } from './gather-candidates.ts';

/**
 * The issues of the same repository that may be about the same problem, likeliest first, by what was known when the
 * asking one was filed. It need not be indexed itself. Without a ranker of its own, by the shipped one.
 */
export async function searchSimilar(
  postings: Postings,
  repo: RepositoryRef,
  asking: AskingIssue,
  { ranker, ...options }: SearchOptions & { ranker?: Ranker } = {},
): Promise<RankedIssue[]> {
  const { query, candidates } = await gatherCandidates(postings, repo, asking, options);
  return rankCandidates(query, candidates, ranker);
}
