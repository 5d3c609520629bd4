import type { Norms } from './collection.ts';
import type { IndexedText } from './indexed-text.ts';

/** Raised when the layout changes: older bytes cannot be read. */
export const packVersion = 1;

const headerBytes = 1 + 2 + 4 + 4 + 3 * 4 + 5 * 2;

/**
 * An indexed issue as bytes, little endian: version, title and body length, first term, three norms, the sizes of the
 * five sets; then the sets, and the two counts of each term.
 */
export function packText(text: IndexedText, norms: Norms): Uint8Array {
  const sets = [text.terms, text.titleGrams, text.shingles, text.errors, text.frames];
  const size = sets.reduce((sum, set) => sum + 4 * set.length, headerBytes + 2 * text.terms.length);
  const bytes = new Uint8Array(size);
  const write = createWriter(bytes);
  write.uint8(packVersion);
  write.uint16(text.titleLength);
  write.uint32(text.bodyLength);
  write.uint32(text.firstTerm);
  for (const norm of [norms.whole, norms.title, norms.body]) write.float32(norm);
  for (const set of sets) write.uint16(set.length);
  for (const set of sets) for (const value of set) write.uint32(value);
  for (const counts of [text.titleCounts, text.bodyCounts]) for (const count of counts) write.uint8(count);
  return bytes;
}

/** @throws RangeError for bytes of another version or cut short */
export function unpackText(bytes: Uint8Array): { text: IndexedText; norms: Norms } {
  const read = createReader(bytes);
  if (read.uint8() !== packVersion) throw new RangeError('an indexed text of another version');
  const titleLength = read.uint16();
  const bodyLength = read.uint32();
  const firstTerm = read.uint32();
  const norms = { whole: read.float32(), title: read.float32(), body: read.float32() };
  const sizes = [0, 0, 0, 0, 0].map(() => read.uint16());
  const [terms, titleGrams, shingles, errors, frames] = sizes.map((size) =>
    Uint32Array.from({ length: size }, () => read.uint32()),
  ) as [Uint32Array, Uint32Array, Uint32Array, Uint32Array, Uint32Array];
  const titleCounts = Uint8Array.from(terms, () => read.uint8());
  const bodyCounts = Uint8Array.from(terms, () => read.uint8());
  const text = {
    terms,
    titleCounts,
    bodyCounts,
    titleLength,
    bodyLength,
    firstTerm,
    titleGrams,
    shingles,
    errors,
    frames,
  };
  return { text, norms };
}

function createWriter(bytes: Uint8Array) {
  const view = new DataView(bytes.buffer);
  let at = 0;
  const step = (size: number) => {
    at += size;
    return at - size;
  };
  return {
    uint8: (value: number) => view.setUint8(step(1), value),
    uint16: (value: number) => view.setUint16(step(2), Math.min(value, 0xffff), true),
    uint32: (value: number) => view.setUint32(step(4), value, true),
    float32: (value: number) => view.setFloat32(step(4), value, true),
  };
}

function createReader(bytes: Uint8Array) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  const step = (size: number) => {
    at += size;
    return at - size;
  };
  return {
    uint8: () => view.getUint8(step(1)),
    uint16: () => view.getUint16(step(2), true),
    uint32: () => view.getUint32(step(4), true),
    float32: () => view.getFloat32(step(4), true),
  };
}
