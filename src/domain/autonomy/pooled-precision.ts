import type { Dimension } from '../issue/decision.ts';
import type { CalibrationOutcome, Vouching } from './calibration.ts';

/** How often answers at and above a confidence were right in other repositories. */
type Elsewhere = readonly (readonly [confidence: number, precision: number])[];

/** Whose outcomes vouch for a label. */
type Pool =
  /** All labels of the dimension, itself among them, and other repositories. */
  | { kind: 'all'; elsewhere: Elsewhere }
  /** The other labels of the dimension. */
  | { kind: 'others' }
  | null;

/**
 * Areas are many and have few outcomes each; their curve is the mean over repositories that were each answered by weights
 * knowing neither it nor its organization (`npm run train:areas` prints it). Categories are few: one must not vouch for itself.
 * Priority and effort are scales, told too seldom to pool.
 */
const pools: Readonly<Record<Dimension, Pool>> = {
  area: {
    kind: 'all',
    elsewhere: [
      [0.5, 0.74],
      [0.6, 0.77],
      [0.7, 0.81],
      [0.8, 0.84],
      [0.88, 0.87],
      [0.96, 0.87],
    ],
  },
  category: { kind: 'others' },
  priority: null,
  effort: null,
};

/** Outcomes that the precision in other repositories is worth in the pool, and the pool at most to a label. */
const worthElsewhere = 20;
const worthAll = 30;
const worthOthers = 20;

/**
 * What a dimension's labels say of one of them, by the confidence at and above which they were right; null for a dimension
 * whose labels don't vouch for each other.
 * @param all outcomes of all labels of the dimension, the label's own among them
 * @param own the label's outcomes
 */
export function vouchingFor(
  dimension: Dimension,
  all: readonly CalibrationOutcome[],
  own: readonly CalibrationOutcome[],
): ((confidence: number) => Vouching) | null {
  const pool = pools[dimension];
  if (pool === null) return null;
  const known = new Map<number, Vouching>();
  return (confidence) => {
    const found =
      known.get(confidence) ??
      vouch(pool, countFrom(all, confidence), countFrom(own, confidence), confidence);
    known.set(confidence, found);
    return found;
  };
}

interface Count {
  right: number;
  total: number;
}

function vouch(pool: Exclude<Pool, null>, all: Count, own: Count, confidence: number): Vouching {
  if (pool.kind === 'others') {
    const total = all.total - own.total;
    const mean = total === 0 ? 0.5 : (all.right - own.right) / total;
    return { mean, worth: Math.min(worthOthers, total), uniform: true };
  }
  const elsewhere = worthElsewhere * precisionAt(pool.elsewhere, confidence);
  return { mean: (all.right + elsewhere) / (all.total + worthElsewhere), worth: worthAll, uniform: false };
}

function countFrom(outcomes: readonly CalibrationOutcome[], least: number): Count {
  let right = 0;
  let total = 0;
  for (const outcome of outcomes) {
    if (outcome.confidence < least) continue;
    total++;
    if (outcome.right) right++;
  }
  return { right, total };
}

/** Linear between the points. */
function precisionAt(curve: Elsewhere, confidence: number): number {
  const next = curve.findIndex(([at]) => at >= confidence);
  const [high, above] = curve[next < 0 ? curve.length - 1 : next] as Elsewhere[number];
  const [low, below] = curve[Math.max(0, (next < 0 ? curve.length : next) - 1)] as Elsewhere[number];
  return high === low || confidence >= high
    ? above
    : below + ((above - below) * (confidence - low)) / (high - low);
}
