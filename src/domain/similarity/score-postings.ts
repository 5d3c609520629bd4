import { bestRows } from './best-rows.ts';
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

/** Scores of all issues that a list names, aligned. */
interface Scores {
  numbers: number[];
  bm25f: Float64Array;
  whole: Float64Array;
  title: Float64Array;
}

/**
 * Stage one: the numbers of the issues nearest by BM25F, by cosine ("mix") and by title, united. `allowed` leaves issues
 * out, for example the asking one.
 */
export function scorePostings(
  query: Query,
  lists: PostingLists,
  allowed: (number: number) => boolean,
): number[] {
  const scores = addLists(query, lists);
  const count = scores.numbers.length;
  const mix = new Float64Array(count);
  for (let row = 0; row < count; row++)
    mix[row] = (scores.whole[row] ?? 0) + titleShareOfMix * (scores.title[row] ?? 0);
  const best = (by: Float64Array, most: number) =>
    bestRows(by, count, most, (row) => allowed(scores.numbers[row] ?? 0));
  const chosen = new Set([
    ...best(scores.bm25f, mostByBm25f),
    ...best(mix, mostByMix),
    ...best(scores.title, mostByTitle),
  ]);
  return Array.from(chosen, (row) => scores.numbers[row] ?? 0);
}

function addLists(query: Query, lists: PostingLists): Scores {
  let most = 0;
  for (const list of lists.values()) most += list.length / entryBytes;
  const scores = {
    numbers: [] as number[],
    bm25f: new Float64Array(most),
    whole: new Float64Array(most),
    title: new Float64Array(most),
  };
  const rows = new Map<number, number>();
  for (const [position, list] of lists) addList(scores, rows, query, position, list);
  return scores;
}

function addList(
  scores: Scores,
  rows: Map<number, number>,
  query: Query,
  position: number,
  list: Uint8Array,
): void {
  const { text, weights, idf, norms } = query;
  const weight = (weights[position] ?? 0) / 255;
  const squared = (idf[position] ?? 0) ** 2;
  const inTitle = text.titleCounts[position] ?? 0;
  const inBody = text.bodyCounts[position] ?? 0;
  const whole = (damped(inTitle + inBody) * squared) / norms.whole;
  const title = (damped(inTitle) * squared) / norms.title;
  const view = new DataView(list.buffer, list.byteOffset, list.byteLength);
  for (let at = 0; at + entryBytes <= list.length; at += entryBytes) {
    const number = view.getUint32(at, true);
    let row = rows.get(number);
    if (row === undefined) {
      row = scores.numbers.push(number) - 1;
      rows.set(number, row);
    }
    scores.bm25f[row] = (scores.bm25f[row] ?? 0) + weight * (list[at + 4] ?? 0);
    scores.whole[row] = (scores.whole[row] ?? 0) + whole * (weightOfByte[list[at + 5] ?? 0] ?? 0);
    scores.title[row] = (scores.title[row] ?? 0) + title * (weightOfByte[list[at + 6] ?? 0] ?? 0);
  }
}
