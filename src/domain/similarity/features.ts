import type { Norms } from './collection.ts';
import { type Comparison, compareTexts } from './compare-texts.ts';
import type { IndexedText } from './indexed-text.ts';
import { jaccard, sharedCount } from './overlap.ts';
import type { Query } from './query.ts';
import { titleShareOfMix } from './score-postings.ts';

/** A past issue as it was known when the asking one was filed. */
export interface Candidate {
  number: number;
  text: IndexedText;
  norms: Norms;
  /** Days from its filing to the asking issue's, at least 0. */
  ageDays: number;
  closed: boolean;
  /** How many other issues people had linked to it as duplicates. */
  links: number;
  /** It had been closed as a duplicate itself. */
  duplicate: boolean;
}

/** The order of the columns that trees are trained on: change it only together with the shipped trees. */
export const featureNames = [
  'bm25f',
  'reverse',
  'whole',
  'title',
  'titleBody',
  'bodyTitle',
  'body',
  'mix',
  'titleCovered',
  'candidateTitleCovered',
  'rarestInTitles',
  'sharedTerms',
  'titleGrams',
  'sameFirst',
  'errors',
  'frames',
  'shingles',
  'titleWords',
  'candidateTitleWords',
  'bodyWords',
  'candidateBodyWords',
  'lengthGap',
  'age',
  'closed',
  'links',
  'duplicate',
  'bm25fOfBest',
  'mixOfBest',
  'titleOfBest',
  'bodyOfBest',
  'gramsOfBest',
  'bm25fRank',
  'mixRank',
] as const;

export type FeatureName = (typeof featureNames)[number];
export type Features = Record<FeatureName, number>;

/** What is known of each candidate at filing, all candidates of one asking issue together. */
export function featuresOf(query: Query, candidates: readonly Candidate[]): Features[] {
  const rows = candidates.map((candidate) => ownFeatures(query, candidate));
  const most = (name: FeatureName) => rows.reduce((best, row) => Math.max(best, row[name]), 1e-9);
  const best = {
    bm25f: most('bm25f'),
    mix: most('mix'),
    title: most('title'),
    body: most('body'),
    grams: most('titleGrams'),
  };
  const bm25fRanks = ranks(rows.map((row) => row.bm25f));
  const mixRanks = ranks(rows.map((row) => row.mix));
  return rows.map((row, i) => ({
    ...row,
    bm25fOfBest: row.bm25f / best.bm25f,
    mixOfBest: row.mix / best.mix,
    titleOfBest: row.title / best.title,
    bodyOfBest: row.body / best.body,
    gramsOfBest: row.titleGrams / best.grams,
    bm25fRank: Math.log1p(bm25fRanks[i] ?? 0),
    mixRank: Math.log1p(mixRanks[i] ?? 0),
  }));
}

const amongOthers = {
  bm25fOfBest: 0,
  mixOfBest: 0,
  titleOfBest: 0,
  bodyOfBest: 0,
  gramsOfBest: 0,
  bm25fRank: 0,
  mixRank: 0,
};

function ownFeatures(query: Query, candidate: Candidate): Features {
  const comparison = compareTexts(query, candidate.text, candidate.norms);
  return {
    ...amongOthers,
    ...comparison,
    ...setFeatures(query, candidate),
    ...facts(query, candidate),
    ...sums(comparison),
  };
}

function sums(comparison: Comparison) {
  return {
    mix: comparison.whole + titleShareOfMix * comparison.title,
    sharedTerms: Math.log1p(comparison.sharedTerms),
  };
}

function setFeatures({ text }: Query, candidate: Candidate) {
  return {
    titleGrams: jaccard(text.titleGrams, candidate.text.titleGrams),
    sameFirst: text.firstTerm !== 0 && text.firstTerm === candidate.text.firstTerm ? 1 : 0,
    errors: sharedCount(text.errors, candidate.text.errors),
    frames: sharedCount(text.frames, candidate.text.frames),
    shingles: jaccard(text.shingles, candidate.text.shingles),
  };
}

function facts({ text }: Query, candidate: Candidate) {
  const words = Math.log1p(text.bodyLength);
  const candidateWords = Math.log1p(candidate.text.bodyLength);
  return {
    titleWords: text.titleLength,
    candidateTitleWords: candidate.text.titleLength,
    bodyWords: words,
    candidateBodyWords: candidateWords,
    lengthGap: Math.abs(words - candidateWords),
    age: Math.log10(1 + candidate.ageDays),
    closed: candidate.closed ? 1 : 0,
    links: Math.min(candidate.links, 10),
    duplicate: candidate.duplicate ? 1 : 0,
  };
}

/** 0 for the greatest. */
function ranks(values: number[]): number[] {
  const order = Array.from(values.keys()).sort((a, b) => (values[b] ?? 0) - (values[a] ?? 0) || a - b);
  const found: number[] = [];
  order.forEach((index, rank) => {
    found[index] = rank;
  });
  return found;
}
