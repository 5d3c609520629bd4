import type { Dimension, LabelMeaning, Opinion } from '../issue/decision.ts';
import { knownValues } from '../issue/known-values.ts';
import { labelFor } from '../taxonomy/taxonomy.ts';
import { poolOpinions } from './pool-opinions.ts';

/** A value that nothing was likely enough to suggest. */
export interface MaybeValue {
  value: string;
  label: string;
  /** 0 to 1. */
  probability: number;
}

/** From here on a value is suggested; less likely ones are a maybe. */
export const suggestedFrom = 0.5;
/** Less likely values would be noise to choose among. */
const least = 0.1;
const most = 3;

/**
 * Every value of a dimension that a source said something of, likeliest first. Also what a source holds too unlikely to
 * tell (`Opinion.maybe`).
 */
export function likeliestValues(
  opinions: readonly Opinion[],
  dimension: Dimension,
  known: ReadonlySet<string>,
): { value: string; probability: number }[] {
  const heard = opinions.map((opinion) =>
    opinion.maybe && Object.keys(opinion.probabilities).length === 0
      ? { ...opinion, probabilities: opinion.maybe }
      : opinion,
  );
  return poolOpinions(heard, dimension, known, {}).map(({ value, confidence }) => ({
    value,
    probability: confidence,
  }));
}

/**
 * The likeliest values of a dimension about which nothing was suggested, three at most, to choose from in the console. They are
 * never written and never shown on GitHub.
 */
export function maybeValues(
  opinions: readonly Opinion[],
  dimension: Dimension,
  meanings: readonly LabelMeaning[],
): MaybeValue[] {
  const known = new Set(knownValues(dimension, meanings));
  return likeliestValues(opinions, dimension, known)
    .flatMap(({ value, probability }) => {
      const label = labelFor(meanings, dimension, value);
      return label === null || probability < least ? [] : [{ value, label, probability }];
    })
    .slice(0, most);
}
