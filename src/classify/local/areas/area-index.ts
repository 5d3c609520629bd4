import type { Rows } from '../solver/rows.ts';
import { type AreaReading, areaBlocks } from './area-reading.ts';

/** Past issues by their features: postings with which a new issue is compared to all of them at once. */
export interface AreaIndex {
  /** Issues. */
  count: number;
  /** Hashed features, ascending: those that at least two issues have. */
  keys: Int32Array;
  idf: Float32Array;
  /** Where each feature's postings start. */
  starts: Int32Array;
  /** Issue of each posting, and the square root of its value in steps of 1/255. */
  rows: Uint16Array;
  roots: Uint8Array;
  /** Square root of each issue's similarity to itself. */
  norms: Float32Array;
}

/** An issue's features by column of an index, each block with the length that it counts for. */
export interface AreaVector {
  columns: Int32Array;
  values: Float32Array;
  norm: number;
}

const minimum = 2;
const steps = 255;

/** Indexes issues, at most 65,535, and gives each one's vector. */
export function buildIndex(readings: readonly AreaReading[]): { index: AreaIndex; vectors: AreaVector[] } {
  const total = readings.reduce((sum, { keys }) => sum + keys.length, 0);
  const all = new Int32Array(total);
  let at = 0;
  for (const { keys } of readings) {
    all.set(keys, at);
    at += keys.length;
  }
  all.sort();
  // A key stands once in a reading, so its run is its document frequency.
  const kept: number[] = [];
  const idf: number[] = [];
  for (let i = 0; i < total; ) {
    let end = i + 1;
    while (end < total && all[end] === all[i]) end++;
    if (end - i >= minimum) {
      kept.push(all[i] as number);
      idf.push(Math.log((readings.length + 1) / (end - i + 1)) + 1);
    }
    i = end;
  }
  const empty: AreaIndex = {
    ...{ count: readings.length, keys: Int32Array.from(kept), idf: Float32Array.from(idf) },
    ...{ starts: new Int32Array(kept.length + 1), rows: new Uint16Array(0), roots: new Uint8Array(0) },
    norms: new Float32Array(readings.length),
  };
  const vectors = readings.map((reading) => toVector(empty, reading));
  return { index: withPostings(empty, vectors), vectors };
}

function withPostings(index: AreaIndex, vectors: readonly AreaVector[]): AreaIndex {
  const { starts, norms } = index;
  for (const { columns } of vectors)
    for (const column of columns) starts[column + 1] = (starts[column + 1] as number) + 1;
  for (let c = 0; c < index.keys.length; c++)
    starts[c + 1] = (starts[c + 1] as number) + (starts[c] as number);
  const filled = starts.slice();
  const length = starts[index.keys.length] as number;
  const rows = new Uint16Array(length);
  const roots = new Uint8Array(length);
  vectors.forEach(({ columns, values, norm }, row) => {
    norms[row] = norm;
    columns.forEach((column, i) => {
      const to = filled[column] as number;
      filled[column] = to + 1;
      rows[to] = row;
      roots[to] = Math.round(Math.sqrt(values[i] as number) * steps);
    });
  });
  return { ...index, rows, roots };
}

/** An issue's vector in the index's columns; features that the index does not have are left out. */
export function toVector(index: AreaIndex, { keys, weights, blocks }: AreaReading): AreaVector {
  const columns: number[] = [];
  const values: number[] = [];
  const lengths = new Float64Array(areaBlocks.length);
  const ofBlock: number[] = [];
  keys.forEach((key, i) => {
    const column = find(index.keys, key);
    if (column < 0) return;
    const value = (weights[i] as number) * (index.idf[column] as number);
    const block = blocks[i] as number;
    columns.push(column);
    values.push(value);
    ofBlock.push(block);
    lengths[block] = (lengths[block] as number) + value * value;
  });
  let self = 0;
  const scales = areaBlocks.map(({ weight }, block) => {
    const length = lengths[block] as number;
    if (length > 0) self += weight;
    return length > 0 ? Math.sqrt(weight / length) : 0;
  });
  return {
    columns: Int32Array.from(columns),
    values: Float32Array.from(values, (value, i) => value * (scales[ofBlock[i] as number] as number)),
    norm: Math.sqrt(self),
  };
}

function find(keys: Int32Array, key: number): number {
  let low = 0;
  let high = keys.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const at = keys[middle] as number;
    if (at === key) return middle;
    if (at < key) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

/** How alike the issue and each indexed issue are: the sum over blocks of weight times cosine. */
export function compareAll(index: AreaIndex, { columns, values }: AreaVector): Float32Array {
  const alike = new Float32Array(index.count);
  columns.forEach((column, i) => {
    const value = (values[i] as number) / (steps * steps);
    for (let at = index.starts[column] as number; at < (index.starts[column + 1] as number); at++) {
      const row = index.rows[at] as number;
      const root = index.roots[at] as number;
      alike[row] = (alike[row] as number) + value * root * root;
    }
  });
  return alike;
}

/** The vectors of some issues as sparse rows. */
export function toRows(index: AreaIndex, vectors: readonly AreaVector[]): Rows {
  const starts = new Int32Array(vectors.length + 1);
  vectors.forEach(({ columns }, i) => {
    starts[i + 1] = (starts[i] as number) + columns.length;
  });
  const length = starts[vectors.length] as number;
  const column = new Int32Array(length);
  const value = new Float32Array(length);
  vectors.forEach((vector, i) => {
    column.set(vector.columns, starts[i] as number);
    value.set(vector.values, starts[i] as number);
  });
  return { count: vectors.length, columns: index.keys.length, starts, column, value };
}
