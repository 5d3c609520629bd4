import type { IndexedText } from './indexed-text.ts';

/** A repository's index in numbers. */
export interface Collection {
  documents: number;
  /** Words of all titles and of all bodies together. */
  titleWords: number;
  bodyWords: number;
}

/** In how many issues of the repository a term stands. */
export type Frequency = (term: number) => number;

/** BM25's inverse document frequency (Robertson and Spärck Jones, in Lucene's form, never negative). */
export function bm25Idf(documents: number, frequency: number): number {
  return Math.log(1 + (documents - frequency + 0.5) / (frequency + 0.5));
}

/** For cosines: ln((1 + N) / (1 + df)) + 1. */
export function cosineIdf(documents: number, frequency: number): number {
  return Math.log((1 + documents) / (1 + frequency)) + 1;
}

/** Lengths of an issue's TF-IDF vectors at the time it was indexed. At least a little above 0. */
export interface Norms {
  whole: number;
  title: number;
  body: number;
}

/** Euclidean lengths of the (1 + ln tf) · idf vectors of the whole, the title and the body. */
export function normsOf(text: IndexedText, collection: Collection, frequency: Frequency): Norms {
  let whole = 0;
  let title = 0;
  let body = 0;
  text.terms.forEach((term, i) => {
    const idf = cosineIdf(collection.documents, frequency(term));
    const inTitle = text.titleCounts[i] ?? 0;
    const inBody = text.bodyCounts[i] ?? 0;
    whole += (damped(inTitle + inBody) * idf) ** 2;
    title += (damped(inTitle) * idf) ** 2;
    body += (damped(inBody) * idf) ** 2;
  });
  const root = (squares: number) => Math.sqrt(squares) || 1;
  return { whole: root(whole), title: root(title), body: root(body) };
}

/** 1 + ln tf, 0 for none. */
export function damped(count: number): number {
  return count === 0 ? 0 : 1 + Math.log(count);
}
