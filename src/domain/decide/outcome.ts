import type { Decision } from '../issue/decision.ts';

/**
 * What the latest triage of an issue came to: a label was to be written, something is suggested to people, values were
 * only recorded, nothing was certain enough to say, it is from before the App came, or no triage has finished yet. The
 * first that fits counts.
 */
export const outcomes = ['applied', 'suggested', 'recorded', 'unsure', 'past', 'waiting'] as const;
export type Outcome = (typeof outcomes)[number];

/** The outcome of a decision; `past` and `waiting` are outcomes of none. */
export function outcomeOf(decision: Decision): Exclude<Outcome, 'past' | 'waiting'> {
  const has = (autonomy: string) => decision.values.some((value) => value.autonomy === autonomy);
  if (has('apply')) return 'applied';
  if (has('suggest')) return 'suggested';
  return decision.values.length > 0 ? 'recorded' : 'unsure';
}
