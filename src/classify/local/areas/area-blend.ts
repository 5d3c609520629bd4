import { logistic } from '../../../domain/issue/log-odds.ts';
import { minimize } from '../solver/lbfgs.ts';
import type { AreaWeights } from './area-weights.ts';
import { pairWidth } from './pair-columns.ts';
import { fitPairs, type Pairs, pairLogit } from './pair-logistic.ts';

/** Second stage, a repository's own: the shipped weights moved by what became of its answers, and its calibration. */
export interface AreaBlend {
  closed: Float64Array;
  open: Float64Array;
  slope: number;
  offset: number;
  /** One a label. */
  offsets: Float64Array;
}

/** An issue's pairs as they were answered before anybody had labeled it, and what became of them. */
export interface AnsweredPairs {
  /** Standardized, label by label. */
  columns: Float32Array;
  /** 1 where the issue carries the label. */
  truth: Uint8Array;
  carrying: boolean;
  /** How much the absence of labels says here: see `absenceWeight`. */
  absence: number;
}

/** Strengths of the pulls, in pairs. */
const pull = { weights: 300, intercept: 60, slope: 30, offset: 5, label: 20 } as const;

export const shippedBlend = ({ closed, open }: AreaWeights, labels: number): AreaBlend => ({
  ...{ closed, open, slope: 1, offset: 0, offsets: new Float64Array(labels) },
});

/**
 * How much an issue without any area says against each of them, by the share of issues that carry one: as much as a label
 * where nearly all do, and hardly anything where labels are put on now and then.
 */
export function absenceWeight(density: number): number {
  return Math.min(1, (0.25 * density) / Math.max(1e-9, 1 - density));
}

/**
 * Answered pairs that the second stage is refitted on, the newest. Where one issue in seven carries an area and there are two
 * dozen labels, 10,000 pairs would leave only 60 issues to calibrate by.
 */
const maxAnswered = 30_000;
const minAnsweredIssues = 25;

/** How many answered issues are kept for a refit, by how many labels each is paired with. */
export const answeredIssues = (labels: number): number =>
  Math.max(minAnsweredIssues, Math.ceil(maxAnswered / Math.max(1, labels)));

/** How closely both weight vectors are fitted: see `fitPairs`. */
const rounds = 4;
const flattest = 0.003;

/** Refits both weight vectors and the calibration on answered pairs. */
export function fitBlend(
  answered: readonly AnsweredPairs[],
  shipped: AreaWeights,
  labels: number,
): AreaBlend {
  if (answered.length === 0) return shippedBlend(shipped, labels);
  const count = answered.length * labels;
  const columns = new Float32Array(count * pairWidth);
  const truth = new Uint8Array(count);
  const weights = new Float32Array(count);
  answered.forEach((one, i) => {
    columns.set(one.columns, i * labels * pairWidth);
    truth.set(one.truth, i * labels);
    weights.fill(one.carrying ? 1 : one.absence, i * labels, (i + 1) * labels);
  });
  const pairs: Pairs = { columns, width: pairWidth, truth, weights, count };
  const towards = (center: Float64Array) => ({
    ...{ weights: center, pull: pull.weights, interceptPull: pull.intercept },
  });
  const closed = fitPairs(pairs, towards(shipped.closed), rounds, flattest);
  const open = fitPairs(
    { ...pairs, weights: new Float32Array(count).fill(1) },
    towards(shipped.open),
    rounds,
    flattest,
  );
  const rows = [...answered.keys()].filter((i) => answered[i]?.carrying);
  return { closed, open, ...calibrate(rows, pairs, closed, labels) };
}

function calibrate(
  issues: readonly number[],
  { columns, truth }: Pairs,
  weights: Float64Array,
  labels: number,
): Pick<AreaBlend, 'slope' | 'offset' | 'offsets'> {
  const logits = issues.map((issue) =>
    Float64Array.from({ length: labels }, (_, k) => pairLogit(weights, columns, issue * labels + k)),
  );
  const x = new Float64Array(2 + labels);
  x[0] = 1;
  minimize(
    (at, gradient) => {
      const [slope, offset] = [at[0] as number, at[1] as number];
      let loss = (pull.slope / 2) * (slope - 1) ** 2 + (pull.offset / 2) * offset * offset;
      gradient.fill(0);
      gradient[0] = pull.slope * (slope - 1);
      gradient[1] = pull.offset * offset;
      for (let k = 0; k < labels; k++) {
        const own = at[2 + k] as number;
        loss += (pull.label / 2) * own * own;
        gradient[2 + k] = pull.label * own;
      }
      issues.forEach((issue, i) => {
        const own = logits[i] as Float64Array;
        for (let k = 0; k < labels; k++) {
          const z = slope * (own[k] as number) + offset + (at[2 + k] as number);
          const target = truth[issue * labels + k] as number;
          loss += Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z))) - target * z;
          const residual = logistic(z) - target;
          gradient[0] = (gradient[0] as number) + residual * (own[k] as number);
          gradient[1] = (gradient[1] as number) + residual;
          gradient[2 + k] = (gradient[2 + k] as number) + residual;
        }
      });
      return loss;
    },
    x,
    { iterations: 20, tolerance: 1e-3 },
  );
  return { slope: x[0] as number, offset: x[1] as number, offsets: x.slice(2) };
}

/** Probability of each label: given that the issue carries an area, and whether or not it does. */
export function blendProbabilities(
  blend: AreaBlend,
  columns: Float32Array,
): { closed: Float64Array; open: Float64Array } {
  const { closed, open, slope, offset, offsets } = blend;
  return {
    closed: offsets.map((own, k) => logistic(slope * pairLogit(closed, columns, k) + offset + own)),
    open: offsets.map((_, k) => logistic(pairLogit(open, columns, k))),
  };
}
