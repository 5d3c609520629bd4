import { thresholdOf } from '../domain/decide/decide-autonomy.ts';
import type { LearnedState } from '../domain/decide/learned-state.ts';
import { poolOpinions } from '../domain/decide/pool-opinions.ts';
import { dimensions, type LabelMeaning, type Opinion } from '../domain/issue/decision.ts';
import { knownValues } from '../domain/issue/known-values.ts';
import type { Settings } from '../domain/settings/settings.ts';
import { labelFor } from '../domain/taxonomy/taxonomy.ts';

/** From here on a value would be suggested. */
const likely = 0.5;

/**
 * Whether a second opinion could change what is done: the category is under its label's threshold (or only keywords
 * spoke for it), or another value that has a label would be suggested but not written. Silence on priority, effort and
 * areas asks nobody by itself: it is the normal answer there, and every issue would be a call.
 */
export function isUnsure(
  opinions: readonly Opinion[],
  meanings: readonly LabelMeaning[],
  settings: Settings,
  state: LearnedState,
): boolean {
  const better = opinions.filter(({ source }) => source !== 'keywords');
  return dimensions.some((dimension) => {
    const known = new Set(knownValues(dimension, meanings));
    const pooled = poolOpinions(better, dimension, known, state.trust, state.sharpness);
    const under = ({ value, confidence }: { value: string; confidence: number }) =>
      confidence < thresholdOf(labelFor(meanings, dimension, value), settings, state);
    if (dimension === 'category') return pooled[0] === undefined || under(pooled[0]);
    return pooled
      .filter(
        ({ value, confidence }, at) =>
          (dimension === 'area' || at === 0) &&
          confidence >= likely &&
          labelFor(meanings, dimension, value) !== null,
      )
      .some(under);
  });
}
