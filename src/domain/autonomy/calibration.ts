import { betaQuantile } from './beta.ts';

/** How often a label turned out right and wrong, replayed out of fold or in life. */
export interface TrackRecord {
  right: number;
  wrong: number;
}

/** One prediction and what a maintainer made of it. */
export interface CalibrationOutcome {
  /** What was claimed, 0 to 1. */
  confidence: number;
  right: boolean;
}

/** How sure the bounds are: one-sided, 90 %. */
const certainty = 0.9;
/** Below this confidence the opposite is likelier: no threshold goes there. */
const minThreshold = 0.5;

/** What the labels of a dimension say of one of them at some confidence, before its own outcomes (pooled-precision.ts). */
export interface Vouching {
  /** Their precision, 0 to 1. */
  mean: number;
  /** Outcomes that it is worth to a label without any of its own; half of that once it has ten, and less as more come. */
  worth: number;
  /** Whether it comes on top of the uniform prior, because it may be worth nothing. */
  uniform: boolean;
}

const halvedAfter = 10;
/** Keeps a prior away from certainty. */
const leastShare = 0.01;

/**
 * The precision that a label has at least, with 90 % certainty: the one-sided lower bound of the Beta posterior (A. Gelman
 * et al., Bayesian Data Analysis, 3rd ed., §2.4). The prior is uniform, Beta(1, 1), so 0.1 without any outcome, unless the
 * labels of the dimension vouch for each other: then it starts from their precision, and its own outcomes win as they come.
 */
export function precisionLowerBound({ right, wrong }: TrackRecord, vouched?: Vouching | null): number {
  const { mean, worth, uniform } = vouched ?? { mean: 0.5, worth: 0, uniform: true };
  const left = worth / (1 + (right + wrong) / halvedAfter);
  const kept = Math.min(1 - leastShare, Math.max(leastShare, mean));
  const base = uniform ? 1 : 0;
  return betaQuantile(1 - certainty, base + left * kept + right, base + left * (1 - kept) + wrong);
}

/** The precision that a label has at most, with 90 % certainty, by its own outcomes alone. */
export function precisionUpperBound({ right, wrong }: TrackRecord): number {
  return betaQuantile(certainty, 1 + right, 1 + wrong);
}

/** A threshold and what the outcomes at or above it say. */
export interface ThresholdChoice {
  /** The confidence from which the label is written, 0.5 to 1. */
  threshold: number;
  record: TrackRecord;
  lowerBound: number;
  /** Share of the outcomes that are at or above the threshold. */
  coverage: number;
}

/**
 * The lowest threshold at and above which the label's precision clears the target with 90 % certainty, so that as much as
 * possible is covered; null where none does. `outcomes` must be out of fold: a model's confidence in what it was trained
 * on says nothing. Outcomes of equal confidence stay together.
 * @param vouchedAt what the dimension's other labels say at and above a confidence
 */
export function chooseThreshold(
  outcomes: readonly CalibrationOutcome[],
  targetPrecision: number,
  vouchedAt?: ((confidence: number) => Vouching) | null,
): ThresholdChoice | null {
  const sorted = outcomes
    .filter(({ confidence }) => confidence >= minThreshold)
    .sort((a, b) => b.confidence - a.confidence);
  const record: TrackRecord = { right: 0, wrong: 0 };
  let best: ThresholdChoice | null = null;
  sorted.forEach(({ confidence, right }, i) => {
    if (right) record.right++;
    else record.wrong++;
    if (sorted[i + 1]?.confidence === confidence) return;
    const lowerBound = precisionLowerBound(record, vouchedAt?.(confidence));
    if (lowerBound < targetPrecision) return;
    const coverage = (record.right + record.wrong) / outcomes.length;
    best = { threshold: confidence, record: { ...record }, lowerBound, coverage };
  });
  return best;
}

/** Confidences at which a pooled threshold may lie. */
export const thresholdSteps: readonly number[] = Array.from(
  { length: 25 },
  (_, i) => Math.round(50 + 2 * i) / 100,
);

/**
 * As `chooseThreshold`, where the dimension's labels vouch for each other: the lowest step whose lower bound reaches the
 * target.
 * @param vouchedAt what they say at and above a confidence
 */
export function choosePooledThreshold(
  outcomes: readonly CalibrationOutcome[],
  targetPrecision: number,
  vouchedAt: (confidence: number) => Vouching,
): ThresholdChoice | null {
  for (const threshold of thresholdSteps) {
    const above = outcomes.filter(({ confidence }) => confidence >= threshold);
    const right = above.filter((outcome) => outcome.right).length;
    const record = { right, wrong: above.length - right };
    const lowerBound = precisionLowerBound(record, vouchedAt(threshold));
    if (lowerBound < targetPrecision) continue;
    return { threshold, record, lowerBound, coverage: above.length / Math.max(1, outcomes.length) };
  }
  return null;
}
