import { bm25fImpact, queryWeight } from './bm25f.ts';
import { bm25Idf, damped, type Norms } from './collection.ts';
import type { IndexedText } from './indexed-text.ts';
import type { Query } from './query.ts';

/** How two texts agree word by word. Cosines and shares are 0 to 1. */
export interface Comparison {
  /** BM25F of the candidate for the asking issue over the most any issue could have. */
  bm25f: number;
  /** BM25F of the asking issue for the candidate. */
  reverse: number;
  whole: number;
  title: number;
  titleBody: number;
  bodyTitle: number;
  body: number;
  /** Share of the asking title's idf that the candidate has anywhere, and the other way round. */
  titleCovered: number;
  candidateTitleCovered: number;
  /** Idf of the rarest word that both titles have. */
  rarestInTitles: number;
  sharedTerms: number;
}

/** Goes through both ascending term lists once. `norms` are the candidate's. */
export function compareTexts(query: Query, candidate: IndexedText, norms: Norms): Comparison {
  const sums = { bm25f: 0, reverse: 0, whole: 0, title: 0, titleBody: 0, bodyTitle: 0, body: 0 };
  const titles = { covered: 0, candidateCovered: 0, rarest: 0 };
  let sharedTerms = 0;
  forEachShared(query.text.terms, candidate.terms, (i, j) => {
    const mine = countsAt(query.text, i);
    const theirs = countsAt(candidate, j);
    const idf = query.idf[i] ?? 0;
    const squared = idf * idf;
    sharedTerms++;
    sums.bm25f += (query.weights[i] ?? 0) * bm25fImpact(theirs, lengthsOf(candidate), query.collection);
    sums.reverse +=
      reverseWeight(query, i, theirs) * bm25fImpact(mine, lengthsOf(query.text), query.collection);
    sums.whole += damped(mine.title + mine.body) * damped(theirs.title + theirs.body) * squared;
    sums.title += damped(mine.title) * damped(theirs.title) * squared;
    sums.titleBody += damped(mine.title) * damped(theirs.body) * squared;
    sums.bodyTitle += damped(mine.body) * damped(theirs.title) * squared;
    sums.body += damped(mine.body) * damped(theirs.body) * squared;
    if (mine.title > 0) titles.covered += squared;
    if (theirs.title > 0) titles.candidateCovered += squared;
    if (mine.title > 0 && theirs.title > 0) titles.rarest = Math.max(titles.rarest, idf);
  });
  const { norms: own } = query;
  return {
    bm25f: sums.bm25f / query.mostBm25f,
    reverse: sums.reverse / query.mostBm25f,
    whole: sums.whole / (own.whole * norms.whole),
    title: sums.title / (own.title * norms.title),
    titleBody: sums.titleBody / (own.title * norms.body),
    bodyTitle: sums.bodyTitle / (own.body * norms.title),
    body: sums.body / (own.body * norms.body),
    titleCovered: titles.covered / own.title ** 2,
    candidateTitleCovered: Math.min(1, titles.candidateCovered / norms.title ** 2),
    rarestInTitles: titles.rarest,
    sharedTerms,
  };
}

function reverseWeight(query: Query, position: number, theirs: { title: number; body: number }): number {
  const frequency = query.frequencies[position] ?? 0;
  return bm25Idf(query.collection.documents, frequency) * queryWeight(theirs.title, theirs.body);
}

function countsAt(text: IndexedText, i: number): { title: number; body: number } {
  return { title: text.titleCounts[i] ?? 0, body: text.bodyCounts[i] ?? 0 };
}

function lengthsOf(text: IndexedText): { title: number; body: number } {
  return { title: text.titleLength, body: text.bodyLength };
}

function forEachShared(one: Uint32Array, other: Uint32Array, visit: (i: number, j: number) => void): void {
  for (let i = 0, j = 0; i < one.length && j < other.length; ) {
    const a = one[i] ?? 0;
    const b = other[j] ?? 0;
    if (a === b) visit(i, j);
    if (a <= b) i++;
    if (b <= a) j++;
  }
}
