/**
 * One issue in the list of a term, 8 bytes: number (32 bits, little endian), BM25F impact, weight in the whole's and in
 * the title's unit vector before idf, and one byte kept free. Lists are entries one after another, in any order.
 */
export const entryBytes = 8;

/** What a term contributes to an issue, before the term's idf. */
export interface Impact {
  /** 0 to 1. */
  bm25f: number;
  /** (1 + ln tf) / length of the whole's vector, 0 to 1. */
  whole: number;
  /** The same for the title; 0 where the title does not have the term. */
  title: number;
}

export function packEntry(number: number, impact: Impact): Uint8Array {
  const bytes = new Uint8Array(entryBytes);
  new DataView(bytes.buffer).setUint32(0, number, true);
  bytes[4] = Math.round(255 * impact.bm25f);
  bytes[5] = packWeight(impact.whole);
  bytes[6] = packWeight(impact.title);
  return bytes;
}

/** What a packed weight stands for, by its byte: steps of 4 % from 1 down to 1/22,000; 0 is 0. */
export const weightOfByte = Float64Array.from({ length: 256 }, (_, byte) =>
  byte === 0 ? 0 : 1.04 ** (byte - 255),
);

function packWeight(weight: number): number {
  if (weight <= 0) return 0;
  return Math.min(255, Math.max(1, Math.round(255 + Math.log(weight) / Math.log(1.04))));
}
