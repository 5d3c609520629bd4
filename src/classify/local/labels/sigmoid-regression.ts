import { logistic } from '../../../domain/issue/log-odds.ts';
import { minimize } from '../solver/lbfgs.ts';
import type { Rows } from '../solver/rows.ts';
import type { Fitted } from '../solver/softmax-regression.ts';

export interface YesNoTargets {
  outputs: number;
  /** 1 where the row has the output, row by row × output. */
  truth: Uint8Array;
  /** scikit-learn's C. */
  strength: number;
}

/** ln(1 + e^x) without overflow. */
const softplus = (x: number): number => (x > 30 ? x : Math.log1p(Math.exp(x)));

/** L2 logistic regression for many yes-or-no outputs of the same rows at once, each on its own; intercepts are free. */
export function fitSigmoids(rows: Rows, { outputs, truth, strength }: YesNoTargets, iterations = 60): Fitted {
  const split = rows.columns * outputs;
  const logits = new Float64Array(outputs);
  const x = new Float64Array(split + outputs);
  const objective = (at: Float64Array, gradient: Float64Array): number => {
    let loss = 0;
    gradient.fill(0);
    for (let i = 0; i < split; i++) {
      loss += ((at[i] as number) * (at[i] as number)) / 2;
      gradient[i] = at[i] as number;
    }
    for (let row = 0; row < rows.count; row++) {
      const from = rows.starts[row] as number;
      const to = rows.starts[row + 1] as number;
      for (let k = 0; k < outputs; k++) logits[k] = at[split + k] as number;
      for (let e = from; e < to; e++) {
        const base = (rows.column[e] as number) * outputs;
        const value = rows.value[e] as number;
        for (let k = 0; k < outputs; k++)
          logits[k] = (logits[k] as number) + value * (at[base + k] as number);
      }
      for (let k = 0; k < outputs; k++) {
        const yes = truth[row * outputs + k] as number;
        const logit = logits[k] as number;
        loss += strength * (softplus(logit) - yes * logit);
        logits[k] = strength * (logistic(logit) - yes);
        gradient[split + k] = (gradient[split + k] as number) + (logits[k] as number);
      }
      for (let e = from; e < to; e++) {
        const base = (rows.column[e] as number) * outputs;
        const value = rows.value[e] as number;
        for (let k = 0; k < outputs; k++)
          gradient[base + k] = (gradient[base + k] as number) + value * (logits[k] as number);
      }
    }
    return loss;
  };
  minimize(objective, x, { iterations, tolerance: 1e-3 });
  return { weights: x.slice(0, split), intercepts: x.slice(split) };
}

/** Platt scaling: probability of a logit is the sigmoid of slope · logit + offset. */
export interface Scaling {
  slope: number;
  offset: number;
}

export const scale = ({ slope, offset }: Scaling, logit: number): number => logistic(slope * logit + offset);

/**
 * How hard a scaling is drawn to leaving logits as they are, in nats: with few held-out lessons its own is mostly chance. On
 * temporalio's repositories, learnt from 60, 150 and 300 issues and asked about the next 120, the error of calibration falls
 * from .052, .018 and .026 (slope drawn with 1, offset free) to .035, .012 and .012.
 */
const slopePull = 20;
const offsetPull = 5;

/**
 * Fits Platt scaling on held-out logits, with Platt's targets (N₊+1)/(N₊+2) and 1/(N₋+2) (Platt 1999, "Probabilistic
 * outputs for support vector machines"), drawn to a slope of 1 and an offset of 0.
 */
export function fitScaling(logits: readonly number[], truth: readonly boolean[]): Scaling {
  const yes = truth.filter(Boolean).length;
  const high = (yes + 1) / (yes + 2);
  const low = 1 / (truth.length - yes + 2);
  const x = new Float64Array([1, 0]);
  minimize(
    (at, gradient) => {
      const [slope = 1, offset = 0] = at;
      let loss = slopePull * (slope - 1) ** 2 + offsetPull * offset ** 2;
      let bySlope = 2 * slopePull * (slope - 1);
      let byOffset = 2 * offsetPull * offset;
      logits.forEach((logit, i) => {
        const z = slope * logit + offset;
        const target = truth[i] ? high : low;
        loss += softplus(z) - target * z;
        const residual = logistic(z) - target;
        bySlope += residual * logit;
        byOffset += residual;
      });
      gradient[0] = bySlope;
      gradient[1] = byOffset;
      return loss;
    },
    x,
    { iterations: 50, tolerance: 1e-4 },
  );
  return { slope: Math.max(0.05, x[0] ?? 1), offset: x[1] ?? 0 };
}
