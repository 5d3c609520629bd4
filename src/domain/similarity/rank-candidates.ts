import { type Candidate, type Features, featuresOf } from './features.ts';
import type { Query } from './query.ts';
import { likelihoodOf, type Ranker, scoreFeatures } from './ranker/ranker.ts';
import { shippedRanker } from './ranker/shipped-ranker.ts';

/** A candidate in its place. */
export interface RankedIssue {
  number: number;
  /** The ranker's own scale: comparable within one asking issue only. */
  score: number;
  /** How likely people would say it is the same problem, 0 to 1, by the record of the development data. */
  similarity: number;
}

/** Likeliest first; of equals the newer one. */
export function rankCandidates(
  query: Query,
  candidates: readonly Candidate[],
  ranker: Ranker = shippedRanker,
): RankedIssue[] {
  const features = featuresOf(query, candidates);
  const closest = features.reduce((most, row) => Math.max(most, row.mix), 0);
  return candidates
    .map(({ number }, i) => {
      const score = scoreFeatures(ranker, features[i] as Features);
      return { number, score, similarity: likelihoodOf(ranker, score, closest) };
    })
    .sort((a, b) => b.score - a.score || b.number - a.number);
}
