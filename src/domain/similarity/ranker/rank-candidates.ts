import { type Candidate, type Features, featuresOf } from '../features.ts';
import type { Query } from '../query.ts';
import { titleShareOfMix } from '../score-postings.ts';
import { likelihoodOf, type Ranker, scoreFeatures } from './ranker.ts';
import { shippedRanker } from './shipped-ranker.ts';

/** A candidate in its place. */
export interface RankedIssue {
  number: number;
  /** The ranker's own scale: comparable within one asking issue only. */
  score: number;
  /** How alike the words are, 0 to 1 (cosine of the whole, and of the titles): 1 is the same text. */
  similarity: number;
  /** How likely people would link the two as duplicates, 0 to 1, by the record of the development data. */
  likelihood: number;
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
      const row = features[i] as Features;
      const score = scoreFeatures(ranker, row);
      return {
        number,
        score,
        similarity: similarityOf(row),
        likelihood: likelihoodOf(ranker, score, closest),
      };
    })
    .sort((a, b) => b.score - a.score || b.number - a.number);
}

/** The norms are of the time of indexing, so the same text may come out a little above 1. */
function similarityOf({ mix }: Features): number {
  return Math.min(1, mix / (1 + titleShareOfMix));
}
