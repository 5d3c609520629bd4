import type { Certainty } from '../issue/certainty.ts';
import { byLabel } from './by-label.ts';
import type { EffectiveMode } from './effective-mode.ts';
import type { LearnedState } from './learned-state.ts';

/** The lower bound of a label's precision from which it is as sure as GitHub lets an agent say. */
const surest = 0.9;

/**
 * How sure a label is, by its measured precision and never by the raw score: `high` where the lower bound is at least 90%,
 * where the label has earned its place, or where a rule of the settings demands it; `medium` where the lower bound reaches
 * the target; `low` everywhere else, so also for a label without a record that the settings apply all the same.
 */
export function certaintyOf(
  { label, byRule = false }: { label: string; byRule?: boolean },
  { autonomy, setBy }: Pick<EffectiveMode, 'autonomy' | 'setBy'>,
  ladder: LearnedState['ladder'],
): Certainty {
  if (byRule || (setBy === 'record' && autonomy === 'apply')) return 'high';
  const why = byLabel(ladder, label)?.why;
  if (why === undefined || typeof why === 'string' || !('lowerBound' in why)) return 'low';
  if (why.lowerBound >= surest) return 'high';
  return why.code === 'reached_target' ? 'medium' : 'low';
}
