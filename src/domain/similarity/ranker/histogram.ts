import type { Bins } from './bins.ts';

/** First and second derivatives of every row, by how much is to be made greater. */
export interface Derivatives {
  gradients: Float64Array;
  hessians: Float64Array;
}

/** Sums over a leaf's rows, [gradient, hessian, rows] for each bin of each feature; `null` for features not in use. */
export type Histogram = (Float64Array | null)[];

export function createHistogram(
  bins: Bins,
  derivatives: Derivatives,
  rows: Uint32Array,
  features: readonly number[],
): Histogram {
  const histogram: Histogram = bins.columns.map(() => null);
  for (const feature of features) {
    const column = bins.columns[feature];
    const cuts = bins.edges[feature]?.length ?? 0;
    if (column !== undefined && cuts > 0) histogram[feature] = sumColumn(column, cuts + 1, derivatives, rows);
  }
  return histogram;
}

function sumColumn(
  column: Uint8Array,
  count: number,
  { gradients, hessians }: Derivatives,
  rows: Uint32Array,
): Float64Array {
  const sums = new Float64Array(3 * count);
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as number;
    const at = 3 * (column[row] as number);
    sums[at] = (sums[at] as number) + (gradients[row] as number);
    sums[at + 1] = (sums[at + 1] as number) + (hessians[row] as number);
    sums[at + 2] = (sums[at + 2] as number) + 1;
  }
  return sums;
}

/** The histogram of the rows that are in `whole` but not in `part`: half the work of counting both children. */
export function subtractHistogram(whole: Histogram, part: Histogram): Histogram {
  return whole.map((sums, feature) => {
    const less = part[feature];
    return sums === null || !less ? null : sums.map((value, i) => value - (less[i] ?? 0));
  });
}
