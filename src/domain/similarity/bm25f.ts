import type { Collection } from './collection.ts';
import { damped } from './collection.ts';

/** Tuned on the development half of golang/go; see docs/decisions for the figures. */
const titleWeight = 5;
const lengthShare = 0.9;
const saturation = 2;
const queryTitleWeight = 4;

/** A term's saturated frequency in an issue, 0 to 1: BM25F (Robertson, Zaragoza and Taylor 2004), two fields. */
export function bm25fImpact(
  counts: { title: number; body: number },
  lengths: { title: number; body: number },
  collection: Collection,
): number {
  const title = counts.title / lengthFactor(lengths.title, collection.titleWords, collection.documents);
  const body = counts.body / lengthFactor(lengths.body, collection.bodyWords, collection.documents);
  const frequency = titleWeight * title + body;
  return frequency / (saturation + frequency);
}

/** How much a term of the asking issue counts, before idf. */
export function queryWeight(inTitle: number, inBody: number): number {
  return (inTitle > 0 ? queryTitleWeight : 0) + damped(inBody);
}

function lengthFactor(length: number, words: number, documents: number): number {
  const average = documents === 0 || words === 0 ? Math.max(1, length) : words / documents;
  return 1 - lengthShare + (lengthShare * length) / average;
}
