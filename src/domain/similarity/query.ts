import { queryWeight } from './bm25f.ts';
import { bm25Idf, type Collection, cosineIdf, type Frequency, type Norms, normsOf } from './collection.ts';
import type { IndexedText } from './indexed-text.ts';

/** An issue that asks for its like, with the collection's numbers at this moment. Arrays are aligned with `text.terms`. */
export interface Query {
  text: IndexedText;
  collection: Collection;
  norms: Norms;
  /** In how many issues each term stands. */
  frequencies: Float64Array;
  /** BM25F weight (query weight · idf) of each term; 0 for a term no other issue has. */
  weights: Float64Array;
  /** The sum of the weights: the most BM25F could give. At least a little above 0. */
  mostBm25f: number;
  /** Idf for cosines of each term. */
  idf: Float64Array;
}

/**
 * Long logs ask with their most telling terms only, and common terms with none once this many entries are to be read:
 * less to read, and nothing lost (development half: recall@5 .731 either way). It also bounds the work in huge repositories.
 */
export const maxQueryTerms = 60;
export const maxEntries = 40_000;

export function createQuery(text: IndexedText, collection: Collection, frequency: Frequency): Query {
  const { documents } = collection;
  const frequencies = Float64Array.from(text.terms, frequency);
  const idf = frequencies.map((df) => cosineIdf(documents, df));
  const weights = frequencies.map((df, i) => {
    const asked = queryWeight(text.titleCounts[i] ?? 0, text.bodyCounts[i] ?? 0);
    return df === 0 ? 0 : bm25Idf(documents, df) * asked;
  });
  const mostBm25f = weights.reduce((sum, weight) => sum + weight, 0) || 1;
  return {
    text,
    collection,
    norms: normsOf(text, collection, frequency),
    frequencies,
    weights,
    mostBm25f,
    idf,
  };
}

/** Positions in `query.text.terms` of the terms whose lists are read, heaviest first. */
export function chooseTerms(query: Query): number[] {
  const heaviest = Array.from(query.weights.keys())
    .filter((i) => (query.weights[i] ?? 0) > 0)
    .sort((a, b) => (query.weights[b] ?? 0) - (query.weights[a] ?? 0) || a - b)
    .slice(0, maxQueryTerms);
  let entries = maxEntries;
  return heaviest.filter((i) => {
    const length = query.frequencies[i] ?? 0;
    if (length > entries) return false;
    entries -= length;
    return true;
  });
}
