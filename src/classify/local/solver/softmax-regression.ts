import { factor, solveTransposed } from './gram.ts';
import { minimize, type Objective } from './lbfgs.ts';
import type { Rows } from './rows.ts';

/** What is to be learnt of each row. */
export interface Targets {
  classes: number;
  /** Index of the row's class. */
  target: Int32Array;
  /** Strength of the row against the L2 penalty: scikit-learn's C times the row's weight. */
  strength: Float64Array;
  /** Bit k is set where the row's source can name class k; other classes take no part in its softmax. */
  known?: Int32Array;
  /** Which intercept the row takes; all rows share one by default. Intercepts carry no penalty by default. */
  group?: Int32Array;
  groups?: number;
  /** L2 penalty on the intercepts, none by default: with few rows their class shares are mostly chance. */
  interceptPenalty?: number;
  /** Logits that are already known, row by row × class. */
  offset?: Float64Array;
}

export interface Fitted {
  /** One row of `classes` numbers for each column (or, through the Gram matrix, for each training row). */
  weights: Float64Array;
  /** `groups` × `classes`. */
  intercepts: Float64Array;
}

/** The linear part of a model: logits from weights and back. */
interface LinearMap {
  inputs: number;
  forward(weights: Float64Array, logits: Float64Array, classes: number): void;
  backward(residuals: Float64Array, gradient: Float64Array, classes: number): void;
}

/** ½‖w‖² + Σ strength · cross-entropy, its gradient over weights and then intercepts. */
function softmaxLoss(map: LinearMap, rows: number, targets: Targets): Objective {
  const { classes, target, strength, known, group, offset, interceptPenalty = 0 } = targets;
  const logits = new Float64Array(rows * classes);
  const exps = new Float64Array(classes);
  return (x, gradient) => {
    const split = map.inputs * classes;
    if (offset) logits.set(offset);
    else logits.fill(0);
    map.forward(x, logits, classes);
    let loss = 0;
    for (let i = 0; i < split; i++) loss += ((x[i] as number) * (x[i] as number)) / 2;
    for (let i = split; i < x.length; i++) {
      loss += (interceptPenalty * (x[i] as number) * (x[i] as number)) / 2;
      gradient[i] = interceptPenalty * (x[i] as number);
    }
    for (let row = 0; row < rows; row++) {
      const bits = known ? (known[row] as number) : -1;
      const base = split + (group ? (group[row] as number) : 0) * classes;
      const power = strength[row] as number;
      let top = Number.NEGATIVE_INFINITY;
      for (let k = 0; k < classes; k++) {
        exps[k] = (logits[row * classes + k] as number) + (x[base + k] as number);
        if ((bits >> k) & 1 && (exps[k] as number) > top) top = exps[k] as number;
      }
      const aim = target[row] as number;
      const aimed = exps[aim] as number;
      let sum = 0;
      for (let k = 0; k < classes; k++) {
        exps[k] = (bits >> k) & 1 ? Math.exp((exps[k] as number) - top) : 0;
        sum += exps[k] as number;
      }
      loss += power * (Math.log(sum) + top - aimed);
      for (let k = 0; k < classes; k++) {
        const residual = power * ((exps[k] as number) / sum - (k === aim ? 1 : 0));
        logits[row * classes + k] = residual;
        gradient[base + k] = (gradient[base + k] as number) + residual;
      }
    }
    map.backward(logits, gradient, classes);
    for (let i = 0; i < split; i++) gradient[i] = (gradient[i] as number) + (x[i] as number);
    return loss;
  };
}

function solve(map: LinearMap, rows: number, targets: Targets, iterations: number): Fitted {
  const { classes, groups = 1 } = targets;
  const x = new Float64Array((map.inputs + groups) * classes);
  minimize(softmaxLoss(map, rows, targets), x, { iterations });
  return { weights: x.slice(0, map.inputs * classes), intercepts: x.slice(map.inputs * classes) };
}

/** L2 multinomial logistic regression on sparse rows, in the primal: for many rows. */
export function fitRows(rows: Rows, targets: Targets, iterations = 100): Fitted {
  const map: LinearMap = {
    inputs: rows.columns,
    forward(weights, logits, classes) {
      for (let row = 0; row < rows.count; row++) {
        const out = row * classes;
        for (let e = rows.starts[row] as number; e < (rows.starts[row + 1] as number); e++) {
          const at = (rows.column[e] as number) * classes;
          const value = rows.value[e] as number;
          for (let k = 0; k < classes; k++)
            logits[out + k] = (logits[out + k] as number) + value * (weights[at + k] as number);
        }
      }
    },
    backward(residuals, gradient, classes) {
      gradient.fill(0, 0, rows.columns * classes);
      for (let row = 0; row < rows.count; row++) {
        const from = row * classes;
        for (let e = rows.starts[row] as number; e < (rows.starts[row + 1] as number); e++) {
          const at = (rows.column[e] as number) * classes;
          const value = rows.value[e] as number;
          for (let k = 0; k < classes; k++)
            gradient[at + k] = (gradient[at + k] as number) + value * (residuals[from + k] as number);
        }
      }
    },
  };
  return solve(map, rows.count, targets, iterations);
}

/**
 * The same regression through the n × n Gram matrix: for few rows with many columns.
 * With K = Z·Zᵀ the rows of Z stand for the rows of X; weights of the columns are Xᵀ·a with a = Z⁻ᵀ·v.
 * @returns `weights` holds a, one row of `classes` numbers a training row
 */
export function fitGram(product: Float64Array, n: number, targets: Targets, iterations = 100): Fitted {
  const lower = factor(product, n);
  const map: LinearMap = {
    inputs: n,
    forward(weights, logits, classes) {
      for (let i = 0; i < n; i++) {
        for (let j = 0; j <= i; j++) {
          const z = lower[i * n + j] as number;
          for (let k = 0; k < classes; k++)
            logits[i * classes + k] =
              (logits[i * classes + k] as number) + z * (weights[j * classes + k] as number);
        }
      }
    },
    backward(residuals, gradient, classes) {
      gradient.fill(0, 0, n * classes);
      for (let i = 0; i < n; i++) {
        for (let j = 0; j <= i; j++) {
          const z = lower[i * n + j] as number;
          for (let k = 0; k < classes; k++)
            gradient[j * classes + k] =
              (gradient[j * classes + k] as number) + z * (residuals[i * classes + k] as number);
        }
      }
    },
  };
  const { weights, intercepts } = solve(map, n, targets, iterations);
  return { weights: solveTransposed(lower, n, weights, targets.classes), intercepts };
}
