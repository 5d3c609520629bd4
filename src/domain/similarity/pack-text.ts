import type { Norms } from './collection.ts';
import type { IndexedText } from './indexed-text.ts';

/** Raised when the layout changes: older bytes cannot be read. */
export const packVersion = 1;

/** Version, title and body length, first term, three norms, the sizes of the five sets and of the counts: 4 bytes each. */
const headerWords = 12;

/**
 * An indexed issue as bytes, little endian as every machine we run on: a header, the five sets, then the two counts of
 * each term. Everything but the counts is 4 bytes wide, so that reading is taking views.
 */
export function packText(text: IndexedText, norms: Norms): Uint8Array {
  const sets = [text.terms, text.titleGrams, text.shingles, text.errors, text.frames];
  const words = sets.reduce((sum, set) => sum + set.length, headerWords);
  const bytes = new Uint8Array(4 * words + 2 * text.terms.length);
  const integers = new Uint32Array(bytes.buffer, 0, words);
  integers.set([packVersion, text.titleLength, text.bodyLength, text.firstTerm], 0);
  new Float32Array(bytes.buffer, 16, 3).set([norms.whole, norms.title, norms.body]);
  integers.set(
    sets.map((set) => set.length),
    7,
  );
  let at = headerWords;
  for (const set of sets) {
    integers.set(set, at);
    at += set.length;
  }
  bytes.set(text.titleCounts, 4 * words);
  bytes.set(text.bodyCounts, 4 * words + text.terms.length);
  return bytes;
}

/** @throws RangeError for bytes of another version or cut short */
export function unpackText(packed: Uint8Array): { text: IndexedText; norms: Norms } {
  const { buffer } = Uint8Array.from(packed);
  const [version, titleLength = 0, bodyLength = 0, firstTerm = 0] = new Uint32Array(buffer, 0, 4);
  if (version !== packVersion) throw new RangeError('an indexed text of another version');
  const [whole = 1, title = 1, body = 1] = new Float32Array(buffer, 16, 3);
  let at = 4 * headerWords;
  const [terms, titleGrams, shingles, errors, frames] = Array.from(new Uint32Array(buffer, 28, 5), (size) => {
    const set = new Uint32Array(buffer, at, size);
    at += 4 * size;
    return set;
  }) as [Uint32Array, Uint32Array, Uint32Array, Uint32Array, Uint32Array];
  const titleCounts = new Uint8Array(buffer, at, terms.length);
  const bodyCounts = new Uint8Array(buffer, at + terms.length, terms.length);
  const counted = { terms, titleCounts, bodyCounts, titleLength, bodyLength, firstTerm };
  return { text: { ...counted, titleGrams, shingles, errors, frames }, norms: { whole, title, body } };
}
