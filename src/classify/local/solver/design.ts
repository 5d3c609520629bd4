import type { Bag } from '../text/ngrams.ts';
import { buildRows, type Rows } from './rows.ts';

/** What a model looks at in one issue: bags by block and dense values by group. */
export interface Inputs {
  blocks: Readonly<Record<string, Bag>>;
  dense: Readonly<Record<string, ArrayLike<number>>>;
}

/** A block of sparse features: (1 + ln tf) · idf, Euclidean length 1 a row, times `scale`. */
export interface BlockDesign {
  block: string;
  /** Ascending. */
  keys: Int32Array;
  idf: Float32Array;
  scale: number;
  offset: number;
}

/** A group of dense values: standardized, clipped, times `scale`. */
export interface DenseDesign {
  group: string;
  mean: Float32Array;
  deviation: Float32Array;
  clip: number;
  scale: number;
  offset: number;
}

/** How inputs become columns; learnt from the training rows, without labels. */
export interface Design {
  blocks: BlockDesign[];
  dense: DenseDesign[];
  columns: number;
}

export interface DesignRecipe {
  /** Weight of each block; √weight scales its columns. */
  blocks: Record<string, number>;
  dense: Record<string, { weight: number; clip: number }>;
  /** Keys that a block may use; all that occur in `minimum` rows by default. */
  choose?: (block: string) => Int32Array | null;
  minimum?: number;
  /** Keys that a block may keep at most, the most frequent first. */
  most?: Record<string, number>;
}

/** Rows in which each key of a block occurs, keys ascending. */
function documentFrequencies(bags: readonly Bag[]): { keys: Int32Array; rows: Int32Array } {
  const all = new Int32Array(bags.reduce((sum, bag) => sum + bag.keys.length, 0));
  let length = 0;
  for (const bag of bags) {
    all.set(bag.keys, length);
    length += bag.keys.length;
  }
  all.sort();
  const rows = new Int32Array(all.length);
  let last = -1;
  for (const key of all) {
    if (last < 0 || all[last] !== key) all[++last] = key;
    rows[last] = (rows[last] as number) + 1;
  }
  return { keys: all.slice(0, last + 1), rows: rows.slice(0, last + 1) };
}

/** The smallest number of rows that leaves at most so many keys. */
function minimumFor(rows: Int32Array, most = Number.POSITIVE_INFINITY): number {
  return rows.length <= most ? 1 : (rows.toSorted()[rows.length - most - 1] as number) + 1;
}

function designBlock(
  block: string,
  bags: readonly Bag[],
  weight: number,
  offset: number,
  recipe: DesignRecipe,
): BlockDesign {
  const { keys, rows } = documentFrequencies(bags);
  const chosen = recipe.choose?.(block);
  const allowed = chosen ? new Set(chosen) : null;
  const minimum = Math.max(recipe.minimum ?? 1, minimumFor(rows, recipe.most?.[block]));
  const kept: number[] = [];
  keys.forEach((key, i) => {
    if ((rows[i] as number) >= minimum && (!allowed || allowed.has(key))) kept.push(i);
  });
  return {
    block,
    keys: Int32Array.from(kept, (i) => keys[i] as number),
    idf: Float32Array.from(kept, (i) => Math.log((1 + bags.length) / (1 + (rows[i] as number))) + 1),
    scale: Math.sqrt(weight),
    offset,
  };
}

function designDense(
  group: string,
  rows: readonly ArrayLike<number>[],
  shape: { weight: number; clip: number },
  offset: number,
): DenseDesign {
  const width = rows[0]?.length ?? 0;
  const mean = new Float32Array(width);
  const deviation = new Float32Array(width);
  for (let d = 0; d < width; d++) {
    let sum = 0;
    for (const row of rows) sum += row[d] as number;
    const middle = sum / rows.length;
    let spread = 0;
    for (const row of rows) spread += ((row[d] as number) - middle) ** 2;
    mean[d] = middle;
    deviation[d] = Math.sqrt(spread / rows.length);
  }
  return {
    group,
    mean,
    deviation,
    clip: shape.clip,
    scale: Math.sqrt(shape.weight / Math.max(1, width)),
    offset,
  };
}

/** Learns vocabulary, idf, means and deviations from rows. */
export function fitDesign(rows: readonly Inputs[], recipe: DesignRecipe): Design {
  const design: Design = { blocks: [], dense: [], columns: 0 };
  for (const [block, weight] of Object.entries(recipe.blocks)) {
    const fitted = designBlock(
      block,
      rows.map((row) => row.blocks[block] as Bag),
      weight,
      design.columns,
      recipe,
    );
    design.blocks.push(fitted);
    design.columns += fitted.keys.length;
  }
  for (const [group, shape] of Object.entries(recipe.dense)) {
    const fitted = designDense(
      group,
      rows.map((row) => row.dense[group] as ArrayLike<number>),
      shape,
      design.columns,
    );
    design.dense.push(fitted);
    design.columns += fitted.mean.length;
  }
  return design;
}

/**
 * Index of the first of the ascending `keys`, starting at `from`, that is at least `key`. A galloping search: keys are looked up in ascending
 * order, so the next one is near.
 */
function seek(keys: Int32Array, key: number, from: number): number {
  let low = from;
  let high = from;
  for (let step = 1; high < keys.length && (keys[high] as number) < key; step *= 2) {
    low = high + 1;
    high += step;
  }
  high = Math.min(high, keys.length);
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((keys[middle] as number) < key) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Gives the columns and values of one block of one row. */
export function visitBlock(
  block: BlockDesign,
  bag: Bag,
  visit: (column: number, value: number, key: number) => void,
): void {
  const at: number[] = [];
  const values: number[] = [];
  let length = 0;
  let index = 0;
  for (let i = 0; i < bag.keys.length; i++) {
    const key = bag.keys[i] as number;
    index = seek(block.keys, key, index);
    if (index === block.keys.length) break;
    if (block.keys[index] !== key) continue;
    const value = (1 + Math.log(bag.counts[i] as number)) * (block.idf[index] as number);
    at.push(index);
    values.push(value);
    length += value * value;
  }
  const factor = length > 0 ? block.scale / Math.sqrt(length) : 0;
  for (let i = 0; i < at.length; i++)
    visit(
      block.offset + (at[i] as number),
      (values[i] as number) * factor,
      block.keys[at[i] as number] as number,
    );
}

/** Gives the columns and values of one dense group of one row. */
export function visitDense(
  group: DenseDesign,
  values: ArrayLike<number>,
  visit: (column: number, value: number, index: number) => void,
): void {
  for (let d = 0; d < group.mean.length; d++) {
    const deviation = group.deviation[d] as number;
    if (deviation < 1e-9) continue;
    const z = ((values[d] as number) - (group.mean[d] as number)) / deviation;
    visit(group.offset + d, Math.max(-group.clip, Math.min(group.clip, z)) * group.scale, d);
  }
}

/** The training matrix of a design. */
export function designRows(design: Design, rows: readonly Inputs[]): Rows {
  return buildRows(rows.length, design.columns, (row, add) => {
    const inputs = rows[row] as Inputs;
    for (const block of design.blocks) visitBlock(block, inputs.blocks[block.block] as Bag, add);
    for (const group of design.dense) visitDense(group, inputs.dense[group.group] as ArrayLike<number>, add);
  });
}
