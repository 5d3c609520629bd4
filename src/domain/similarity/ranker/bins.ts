/** Feature values as small whole numbers, column by column, for histogram trees. */
export interface Bins {
  rows: number;
  /** One column a feature: the bin of each row. */
  columns: Uint8Array[];
  /** Per feature, the upper edge of each bin but the last: a value at most `edges[b]` and above `edges[b − 1]` is in bin b. */
  edges: number[][];
}

/** Cuts every feature into at most `most` (≤ 256) bins that hold about as many rows each. */
export function createBins(rows: readonly ArrayLike<number>[], width: number, most: number): Bins {
  const edges = Array.from({ length: width }, (_, feature) => edgesOf(rows, feature, most));
  const columns = edges.map((cuts, feature) =>
    Uint8Array.from(rows, (row) => binOf(cuts, row[feature] ?? 0)),
  );
  return { rows: rows.length, columns, edges };
}

function edgesOf(rows: readonly ArrayLike<number>[], feature: number, most: number): number[] {
  const values = Float64Array.from(rows, (row) => row[feature] ?? 0).sort();
  const edges: number[] = [];
  for (let k = 1; k < most; k++) {
    const at = Math.floor((k * values.length) / most);
    const below = values[at - 1] ?? 0;
    const edge = below + ((values[at] ?? 0) - below) / 2;
    if (edge < (values.at(-1) ?? 0) && edge > (edges.at(-1) ?? Number.NEGATIVE_INFINITY)) edges.push(edge);
  }
  return edges;
}

function binOf(edges: readonly number[], value: number): number {
  let low = 0;
  let high = edges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (value <= (edges[middle] ?? 0)) high = middle;
    else low = middle + 1;
  }
  return low;
}
