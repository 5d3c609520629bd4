import { logistic } from '../../../domain/issue/log-odds.ts';
import { factor } from '../solver/gram.ts';

/** Pairs of issue and label: standardized columns row by row, whether the issue carries the label, and weights. */
export interface Pairs {
  columns: Float32Array;
  width: number;
  truth: ArrayLike<number>;
  weights: ArrayLike<number>;
  count: number;
}

export interface Center {
  /** Where the weights are pulled to: one a column, the intercept last. */
  weights: Float64Array;
  /** Strength of the pull, of the columns and of the intercept. */
  pull: number;
  interceptPull: number;
}

/**
 * Logistic regression over pairs, pulled towards given weights: Newton's method, each step halved until it helps. The
 * weights, the intercept last.
 * @param rounds Newton's steps at most
 * @param flattest rows whose p·(1 − p) is smaller are left out of the Hessian, which takes most of the time: they are nearly all rows
 * where labels are many, and bend it by less than the pull does. The gradient counts them all, so the optimum stays where it is.
 */
export function fitPairs(pairs: Pairs, center: Center, rounds = 8, flattest = 0): Float64Array {
  let w = center.weights.slice();
  let before = Number.POSITIVE_INFINITY;
  let from = w;
  let step: Float64Array = new Float64Array(w.length);
  for (let round = 0; round < rounds; round++) {
    const { loss, gradient, hessian } = bend(pairs, center, w, flattest);
    if (loss > before) {
      step = step.map((each) => each / 2);
    } else {
      before = loss;
      from = w;
      step = solveSymmetric(hessian, gradient);
    }
    w = from.map((each, i) => each - (step[i] as number));
    if (step.every((each) => Math.abs(each) < 1e-3)) break;
  }
  return w;
}

/** Value, gradient and the lower half of the Hessian at `w`. */
function bend(
  pairs: Pairs,
  { weights: center, pull, interceptPull }: Center,
  w: Float64Array,
  flattest: number,
) {
  const { columns, width, truth, weights: shares, count } = pairs;
  const size = width + 1;
  const hessian = new Float64Array(size * size);
  const gradient = new Float64Array(size);
  const x = new Float64Array(size);
  x[width] = 1;
  let loss = 0;
  for (let i = 0; i < size; i++) {
    const own = i === width ? interceptPull : pull;
    const away = (w[i] as number) - (center[i] as number);
    hessian[i * size + i] = own;
    gradient[i] = own * away;
    loss += (own / 2) * away * away;
  }
  for (let row = 0; row < count; row++) {
    const share = shares[row] as number;
    if (share === 0) continue;
    let logit = w[width] as number;
    for (let i = 0; i < width; i++) {
      const value = columns[row * width + i] as number;
      x[i] = value;
      logit += (w[i] as number) * value;
    }
    const p = logistic(logit);
    const target = truth[row] as number;
    loss += share * (Math.max(logit, 0) + Math.log1p(Math.exp(-Math.abs(logit))) - target * logit);
    const residual = share * (p - target);
    for (let i = 0; i < size; i++) gradient[i] = (gradient[i] as number) + residual * (x[i] as number);
    const curvature = p * (1 - p);
    if (curvature < flattest) continue;
    for (let i = 0; i < size; i++) {
      const scaled = share * curvature * (x[i] as number);
      const base = i * size;
      for (let j = 0; j <= i; j++)
        hessian[base + j] = (hessian[base + j] as number) + scaled * (x[j] as number);
    }
  }
  return { loss, gradient, hessian };
}

/** The logit of one row. */
export function pairLogit(weights: Float64Array, columns: Float32Array, row: number): number {
  const width = weights.length - 1;
  let logit = weights[width] as number;
  for (let i = 0; i < width; i++) logit += (weights[i] as number) * (columns[row * width + i] as number);
  return logit;
}

/** Solves with the lower half of a symmetric positive matrix. */
export function solveSymmetric(half: Float64Array, right: Float64Array): Float64Array {
  const n = right.length;
  const lower = factor(half, n);
  const x = right.slice();
  for (let i = 0; i < n; i++) {
    let sum = x[i] as number;
    for (let j = 0; j < i; j++) sum -= (lower[i * n + j] as number) * (x[j] as number);
    x[i] = sum / (lower[i * n + i] as number);
  }
  for (let i = n - 1; i >= 0; i--) {
    let sum = x[i] as number;
    for (let j = i + 1; j < n; j++) sum -= (lower[j * n + i] as number) * (x[j] as number);
    x[i] = sum / (lower[i * n + i] as number);
  }
  return x;
}
