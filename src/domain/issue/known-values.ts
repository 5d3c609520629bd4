import { type Dimension, dimensionTable, type LabelMeaning } from './decision.ts';

/** The values of a dimension that may be chosen: the common ones first, then those that the repository's labels add. */
export function knownValues(dimension: Dimension, meanings: readonly LabelMeaning[]): string[] {
  const ofLabels = meanings.filter((meaning) => meaning.dimension === dimension).map(({ value }) => value);
  return [...new Set([...dimensionTable[dimension].values, ...ofLabels])];
}

/** The categories that a label of the repository carries; null where none does. */
export function labeledCategories(meanings: readonly LabelMeaning[]): ReadonlySet<string> | null {
  const values = meanings.filter(({ dimension }) => dimension === 'category').map(({ value }) => value);
  return values.length === 0 ? null : new Set(values);
}
