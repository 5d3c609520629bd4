import type { Rows } from './rows.ts';

/** Inner products of all pairs of rows, n × n, by an inverted index: cost goes with shared columns only. */
export function gram(rows: Rows): Float64Array {
  const n = rows.count;
  const product = new Float64Array(n * n);
  const entries = new Int32Array(rows.columns + 1);
  for (const column of rows.column) entries[column + 1] = (entries[column + 1] as number) + 1;
  for (let c = 0; c < rows.columns; c++) entries[c + 1] = (entries[c + 1] as number) + (entries[c] as number);
  const filled = entries.slice();
  const rowOf = new Int32Array(rows.column.length);
  const valueAt = new Float32Array(rows.column.length);
  for (let row = 0; row < n; row++) {
    for (let e = rows.starts[row] as number; e < (rows.starts[row + 1] as number); e++) {
      const at = filled[rows.column[e] as number] as number;
      filled[rows.column[e] as number] = at + 1;
      rowOf[at] = row;
      valueAt[at] = rows.value[e] as number;
    }
  }
  for (let c = 0; c < rows.columns; c++) {
    const to = entries[c + 1] as number;
    for (let a = entries[c] as number; a < to; a++) {
      const base = (rowOf[a] as number) * n;
      const value = valueAt[a] as number;
      for (let b = entries[c] as number; b <= a; b++) {
        const at = base + (rowOf[b] as number);
        product[at] = (product[at] as number) + value * (valueAt[b] as number);
      }
    }
  }
  for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) product[j * n + i] = product[i * n + j] as number;
  return product;
}

/** The part of a Gram matrix between two choices of rows. */
export function gramPart(
  product: Float64Array,
  n: number,
  rows: readonly number[],
  others: readonly number[],
): Float64Array {
  const part = new Float64Array(rows.length * others.length);
  rows.forEach((row, i) => {
    others.forEach((other, j) => {
      part[i * others.length + j] = product[row * n + other] as number;
    });
  });
  return part;
}

/** Lower triangular factor of a symmetric positive matrix (Cholesky), with a small ridge for rows that repeat. */
export function factor(product: Float64Array, n: number): Float64Array {
  const lower = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = (product[i * n + j] as number) + (i === j ? 1e-8 : 0);
      for (let k = 0; k < j; k++) sum -= (lower[i * n + k] as number) * (lower[j * n + k] as number);
      lower[i * n + j] = i === j ? Math.sqrt(Math.max(sum, 1e-12)) : sum / (lower[j * n + j] as number);
    }
  }
  return lower;
}

/** Solves `lowerᵀ · a = v` for every of the `k` columns of v. */
export function solveTransposed(lower: Float64Array, n: number, v: Float64Array, k: number): Float64Array {
  const a = v.slice(0, n * k);
  for (let c = 0; c < k; c++) {
    for (let i = n - 1; i >= 0; i--) {
      let sum = a[i * k + c] as number;
      for (let j = i + 1; j < n; j++) sum -= (lower[j * n + i] as number) * (a[j * k + c] as number);
      a[i * k + c] = sum / (lower[i * n + i] as number);
    }
  }
  return a;
}
