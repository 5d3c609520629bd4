import type { DecidedValue, Opinion } from '../issue/decision.ts';
import { reasonsFor } from '../issue/reason-sides.ts';
import { ownEntry } from '../text/own-entry.ts';
import { percent } from '../text/percent.ts';

const maxReasons = 3;

/**
 * Why a value was decided, in one sentence for a person: what spoke for it, and what each source said of it. For example
 * `a stack trace, like #12; local v3 91%, gpt-6-luna 88%`. Empty where nothing is known. Foreign text:
 * escape it where it is drawn.
 */
export function explainValue(
  value: Pick<DecidedValue, 'dimension' | 'value' | 'reasons'>,
  opinions: readonly Opinion[],
): string {
  const reasons = reasonsFor(value.reasons)
    .slice(0, maxReasons)
    .map(({ text }) => text);
  const said = opinions
    .filter(({ dimension }) => dimension === value.dimension)
    .flatMap((opinion) => sayingOf(opinion, value.value));
  return [reasons.join(', '), said.join(', ')].filter((part) => part !== '').join('; ');
}

function sayingOf({ model, probabilities }: Opinion, value: string): string[] {
  const own = ownEntry(probabilities, value);
  if (own === undefined) return [];
  const [best] = Object.entries(probabilities).toSorted(([, a], [, b]) => b - a);
  if (best && best[0] !== value && best[1] > own) return [`${model} says ${best[0]}`];
  return [`${model} ${percent(own)}`];
}
