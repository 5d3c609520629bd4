import { openFloor, thresholdOf } from '../domain/decide/decide-autonomy.ts';
import type { LearnedState } from '../domain/decide/learned-state.ts';
import { poolOpinions } from '../domain/decide/pool-opinions.ts';
import { dimensions, type LabelMeaning, type Opinion } from '../domain/issue/decision.ts';
import { knownValues } from '../domain/issue/known-values.ts';
import type { Settings } from '../domain/settings/settings.ts';
import { labelFor } from '../domain/taxonomy/taxonomy.ts';

/** From here on a value would be suggested. */
const likely = 0.5;
/** An area under this is no candidate. */
const candidate = 0.2;
/** A repository that labels areas on so many of its issues misses one on an issue without. */
const most = 0.5;

/**
 * Whether a second opinion could change what is done: the category is under its label's threshold (or only keywords
 * spoke for it), a priority or an effort would be suggested but not written, or the best area is a candidate but under its
 * threshold. Where no area is even that, it depends on whether the repository labels areas on most issues. Silence on priority and effort
 * asks nobody: it is the normal answer there, and every issue would be a call.
 *
 * @param areaShare the share of the repository's latest issues that carry an area; 0 where it is not known
 */
export function isUnsure(
  opinions: readonly Opinion[],
  meanings: readonly LabelMeaning[],
  settings: Settings,
  state: LearnedState,
  areaShare = 0,
): boolean {
  const better = opinions.filter(({ source }) => source !== 'keywords');
  return dimensions.some((dimension) => {
    const known = new Set(knownValues(dimension, meanings));
    const pooled = poolOpinions(better, dimension, known, state.trust, state.sharpness);
    const under = ({ value, confidence }: { value: string; confidence: number }) =>
      confidence < thresholdOf(labelFor(meanings, dimension, value), settings, state);
    if (dimension === 'category') return pooled[0] === undefined || under(pooled[0]);
    const [best] = pooled.filter(({ value }) => labelFor(meanings, dimension, value) !== null);
    if (dimension !== 'area')
      return best !== undefined && best === pooled[0] && best.confidence >= likely && under(best);
    if (best === undefined) return false;
    // Given that the issue gets an area it may well be this one, and yet hardly any issue like it gets one.
    if (best.confidence < candidate || (best.open ?? 1) < openFloor) return areaShare > most;
    return pooled.some((area) => area.confidence >= likely && under(area)) || under(best);
  });
}
