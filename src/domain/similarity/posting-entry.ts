import { bm25fImpact } from './bm25f.ts';
import { type Collection, damped, type Norms } from './collection.ts';
import type { IndexedText } from './indexed-text.ts';

/**
 * One issue in the list of a term, 8 bytes: number (32 bits, little endian), BM25F impact, weight in the whole's and in
 * the title's unit vector before idf, and one byte kept free. Lists are entries one after another, in any order.
 */
export const entryBytes = 8;

/** The entry of an issue in the list of each of its terms, as things stand in the collection when it is indexed. */
export function packEntries(
  number: number,
  text: IndexedText,
  norms: Norms,
  collection: Collection,
): Map<number, Uint8Array> {
  const lengths = { title: text.titleLength, body: text.bodyLength };
  const entries = new Map<number, Uint8Array>();
  text.terms.forEach((term, i) => {
    const title = text.titleCounts[i] ?? 0;
    const body = text.bodyCounts[i] ?? 0;
    const bytes = new Uint8Array(entryBytes);
    new DataView(bytes.buffer).setUint32(0, number, true);
    bytes[4] = Math.round(255 * bm25fImpact({ title, body }, lengths, collection));
    bytes[5] = packWeight(damped(title + body) / norms.whole);
    bytes[6] = packWeight(damped(title) / norms.title);
    entries.set(term, bytes);
  });
  return entries;
}

/** The list without the entries of one issue. */
export function withoutEntry(list: Uint8Array, number: number): Uint8Array {
  const view = new DataView(list.buffer, list.byteOffset, list.byteLength);
  const kept = new Uint8Array(list.length);
  let length = 0;
  for (let at = 0; at + entryBytes <= list.length; at += entryBytes) {
    if (view.getUint32(at, true) === number) continue;
    kept.set(list.subarray(at, at + entryBytes), length);
    length += entryBytes;
  }
  return kept.slice(0, length);
}

/** What a packed weight stands for, by its byte: steps of 4 % from 1 down to 1/22,000; 0 is 0. */
export const weightOfByte = Float64Array.from({ length: 256 }, (_, byte) =>
  byte === 0 ? 0 : 1.04 ** (byte - 255),
);

function packWeight(weight: number): number {
  if (weight <= 0) return 0;
  return Math.min(255, Math.max(1, Math.round(255 + Math.log(weight) / Math.log(1.04))));
}
