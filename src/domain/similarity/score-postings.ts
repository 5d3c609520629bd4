import { bestRows } from './best-rows.ts';
import { damped } from './collection.ts';
import { entryBytes, weightOfByte } from './posting-entry.ts';
import type { Query } from './query.ts';

/** How many candidates each way of scoring gives. */
const maxByBm25f = 100;
const maxByMix = 100;
const maxByTitle = 50;
/** The title's cosine beside the whole's: "mix". */
export const titleShareOfMix = 0.4;

/** The lists of the chosen terms: packed entries (see posting-entry.ts) by position in the query's terms. */
export type PostingLists = ReadonlyMap<number, Uint8Array>;

/** Scores of all issues that a list names, aligned. */
interface Scores {
  count: number;
  numbers: Uint32Array;
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
  const { count } = scores;
  const mix = new Float64Array(count);
  for (let row = 0; row < count; row++)
    mix[row] = (scores.whole[row] ?? 0) + titleShareOfMix * (scores.title[row] ?? 0);
  const best = (by: Float64Array, most: number) =>
    bestRows(by, count, most, (row) => allowed(scores.numbers[row] ?? 0));
  const chosen = new Set([
    ...best(scores.bm25f, maxByBm25f),
    ...best(mix, maxByMix),
    ...best(scores.title, maxByTitle),
  ]);
  return Array.from(chosen, (row) => scores.numbers[row] ?? 0);
}

function addLists(query: Query, lists: PostingLists): Scores {
  let most = 0;
  for (const list of lists.values()) most += list.length / entryBytes;
  const scores = {
    count: 0,
    numbers: new Uint32Array(most),
    bm25f: new Float64Array(most),
    whole: new Float64Array(most),
    title: new Float64Array(most),
  };
  const slots = new Int32Array(2 ** Math.ceil(Math.log2(2 * most + 1)));
  for (const [position, list] of lists) addList(scores, slots, query, position, list);
  return scores;
}

/**
 * The row of an issue, a new one where it has none. `slots` is a hash table with linear probing, at least half empty: 0 or
 * a row plus 1. A `Map` took three times as long and left its rubbish behind.
 */
function rowOf(scores: Scores, slots: Int32Array, number: number): number {
  const last = slots.length - 1;
  let slot = Math.imul(number, 0x9e3779b1) & last;
  for (;;) {
    const row = (slots[slot] as number) - 1;
    if (row < 0) break;
    if (scores.numbers[row] === number) return row;
    slot = (slot + 1) & last;
  }
  scores.numbers[scores.count] = number;
  slots[slot] = ++scores.count;
  return scores.count - 1;
}

function addList(scores: Scores, slots: Int32Array, query: Query, position: number, list: Uint8Array): void {
  const { text, weights, idf, norms } = query;
  const weight = (weights[position] ?? 0) / 255;
  const squared = (idf[position] ?? 0) ** 2;
  const inTitle = text.titleCounts[position] ?? 0;
  const inBody = text.bodyCounts[position] ?? 0;
  const whole = (damped(inTitle + inBody) * squared) / norms.whole;
  const title = (damped(inTitle) * squared) / norms.title;
  const view = new DataView(list.buffer, list.byteOffset, list.byteLength);
  for (let at = 0; at + entryBytes <= list.length; at += entryBytes) {
    const row = rowOf(scores, slots, view.getUint32(at, true));
    (scores.bm25f[row] as number) += weight * (list[at + 4] as number);
    (scores.whole[row] as number) += whole * (weightOfByte[list[at + 5] as number] as number);
    (scores.title[row] as number) += title * (weightOfByte[list[at + 6] as number] as number);
  }
}
