/** Issue numbers that share a row of a term's list. */
export const blockSize = 4096;

export const blockOf = (number: number): number => Math.floor(number / blockSize);

/** A 32-bit hash as PostgreSQL's signed integer, and back. */
export const signed = (hash: number): number => hash | 0;
export const unsigned = (hash: number): number => hash >>> 0;

/** What is to be appended to a row. */
export interface Append {
  term: number;
  block: number;
  /** Base64. */
  entries: string;
}

/** One append a row, however many issues bring entries to it. */
export function appendsOf(issues: readonly { number: number; entries: Map<number, Uint8Array> }[]): Append[] {
  const rows = new Map<string, { term: number; block: number; parts: Uint8Array[] }>();
  for (const { number, entries } of issues) {
    for (const [term, entry] of entries) {
      const block = blockOf(number);
      const key = `${term}/${block}`;
      const row = rows.get(key) ?? { term: signed(term), block, parts: [] };
      row.parts.push(entry);
      rows.set(key, row);
    }
  }
  return Array.from(rows.values(), ({ term, block, parts }) => ({
    term,
    block,
    entries: Buffer.concat(parts).toString('base64'),
  }));
}

/** Lists of terms from their rows. */
export function joinLists(rows: readonly { term: number; entries: Uint8Array }[]): Map<number, Uint8Array> {
  const parts = new Map<number, Uint8Array[]>();
  for (const { term, entries } of rows) {
    const key = unsigned(term);
    parts.set(key, [...(parts.get(key) ?? []), entries]);
  }
  return new Map(
    Array.from(parts, ([term, list]) => [
      term,
      list.length === 1 ? (list[0] as Uint8Array) : Buffer.concat(list),
    ]),
  );
}
