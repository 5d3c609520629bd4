import { likeliestValues } from '../../domain/decide/maybe-values.ts';
import { dimensions, type LabelMeaning, type Opinion } from '../../domain/issue/decision.ts';
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

/** The same choices with the likeliest values of an issue first, by what the models said of it. */
export function orderChoices(choices: Choices, opinions: readonly Opinion[]): Choices {
  const order = (dimension: (typeof dimensions)[number]) => {
    const known = new Set(choices[dimension].map(({ value }) => value));
    const likely = new Map(
      likeliestValues(opinions, dimension, known).map(({ value, probability }) => [value, probability]),
    );
    return choices[dimension].toSorted((a, b) => (likely.get(b.value) ?? 0) - (likely.get(a.value) ?? 0));
  };
  const values = dimensions.map((dimension) => [dimension, order(dimension)]);
  return { ...choices, ...Object.fromEntries(values) } as Choices;
}
