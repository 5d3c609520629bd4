import { damped } from './collection.ts';
import { entryBytes, weightOfByte } from './posting-entry.ts';
import type { Query } from './query.ts';

/** How many candidates each way of scoring gives. */
const mostByBm25f = 100;
const mostByMix = 100;
const mostByTitle = 50;
/** The title's cosine beside the whole's: "mix". */
export const titleShareOfMix = 0.4;

/** The lists of the chosen terms: packed entries (see posting-entry.ts) by position in the query's terms. */
export type PostingLists = ReadonlyMap<number, Uint8Array>;

/**
 * Stage one: the numbers of the issues nearest by BM25F, by cosine ("mix") and by title, united, in no order.
 * `allowed` leaves issues out, for example the asking one.
 */
export function scorePostings(
  query: Query,
  lists: PostingLists,
  allowed: (number: number) => boolean,
): number[] {
  const scores = new Map<number, { bm25f: number; whole: number; title: number }>();
  for (const [position, list] of lists) addList(scores, query, position, list);
  const all = [...scores]
    .filter(([number]) => allowed(number))
    .map(([number, score]) => ({ number, ...score }));
  const mix = (c: (typeof all)[number]) => c.whole + titleShareOfMix * c.title;
  return [
    ...new Set([
      ...best(all, (c) => c.bm25f, mostByBm25f),
      ...best(all, mix, mostByMix),
      ...best(all, (c) => c.title, mostByTitle),
    ]),
  ];
}

function addList(
  scores: Map<number, { bm25f: number; whole: number; title: number }>,
  query: Query,
  position: number,
  list: Uint8Array,
): void {
  const { text, weights, idf, norms } = query;
  const weight = weights[position] ?? 0;
  const squared = (idf[position] ?? 0) ** 2;
  const inTitle = text.titleCounts[position] ?? 0;
  const inBody = text.bodyCounts[position] ?? 0;
  const whole = (damped(inTitle + inBody) * squared) / norms.whole;
  const title = (damped(inTitle) * squared) / norms.title;
  const view = new DataView(list.buffer, list.byteOffset, list.byteLength);
  for (let at = 0; at + entryBytes <= list.length; at += entryBytes) {
    const number = view.getUint32(at, true);
    let score = scores.get(number);
    if (score === undefined) {
      score = { bm25f: 0, whole: 0, title: 0 };
      scores.set(number, score);
    }
    score.bm25f += (weight * (list[at + 4] ?? 0)) / 255;
    score.whole += whole * (weightOfByte[list[at + 5] ?? 0] ?? 0);
    score.title += title * (weightOfByte[list[at + 6] ?? 0] ?? 0);
  }
}

function best<T extends { number: number }>(
  all: T[],
  score: (candidate: T) => number,
  most: number,
): number[] {
  return all
    .filter((candidate) => score(candidate) > 0)
    .sort((a, b) => score(b) - score(a) || b.number - a.number)
    .slice(0, most)
    .map((candidate) => candidate.number);
}
