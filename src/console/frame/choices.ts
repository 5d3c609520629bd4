import { dimensions, type LabelMeaning } from '../../domain/issue/decision.ts';
import { knownValues } from '../../domain/issue/known-values.ts';
import { labelFor } from '../../domain/taxonomy/taxonomy.ts';
import type { Choices } from '../../read/inbox.ts';

/** What a person may choose: the values that a triage knows and the labels that carry them. Critical is a person's to give. */
export function choicesOf(meanings: readonly LabelMeaning[]): Choices {
  const of = (dimension: (typeof dimensions)[number]) =>
    knownValues(dimension, meanings).map((value) => ({ value, label: labelFor(meanings, dimension, value) }));
  const values = dimensions.map((dimension) => [dimension, of(dimension)]);
  return { ...Object.fromEntries(values), labels: meanings.map(({ label }) => label.name) } as Choices;
}
