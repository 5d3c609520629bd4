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

/**
 * The precision that a label has at least, with 90 % certainty: the one-sided lower bound of the Beta posterior with the
 * uniform prior Beta(1, 1), the 10 % quantile of Beta(1 + right, 1 + wrong) (A. Gelman et al., Bayesian Data Analysis,
 * 3rd ed., §2.4). 0.1 without any outcome.
 */
export function precisionLowerBound({ right, wrong }: TrackRecord): number {
  return betaQuantile(1 - certainty, 1 + right, 1 + wrong);
}

/** The precision that a label has at most, with 90 % certainty; the mirror image of the lower bound. */
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
 */
export function chooseThreshold(
  outcomes: readonly CalibrationOutcome[],
  targetPrecision: number,
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
    const lowerBound = precisionLowerBound(record);
    if (lowerBound < targetPrecision) return;
    const coverage = (record.right + record.wrong) / outcomes.length;
    best = { threshold: confidence, record: { ...record }, lowerBound, coverage };
  });
  return best;
}
