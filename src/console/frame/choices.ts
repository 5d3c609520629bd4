import { dimensions, type LabelMeaning } from '../../domain/issue/decision.ts';
import { knownValues } from '../../domain/issue/known-values.ts';
import { labelFor } from '../../domain/taxonomy/taxonomy.ts';
import type { Choices } from '../../read/inbox.ts';

/** Lists the values a user can choose, with their labels. It includes `critical`, which only people can set. */
export function choicesOf(meanings: readonly LabelMeaning[]): Choices {
  const of = (dimension: (typeof dimensions)[number]) =>
    knownValues(dimension, meanings).map((value) => ({ value, label: labelFor(meanings, dimension, value) }));
  const values = dimensions.map((dimension) => [dimension, of(dimension)]);
  return { ...Object.fromEntries(values), labels: meanings.map(({ label }) => label.name) } as Choices;
}
