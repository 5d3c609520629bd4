import { categories, type Dimension, efforts, type LabelMeaning, priorities } from './decision.ts';

const common: Record<Dimension, readonly string[]> = {
  category: categories,
  priority: priorities,
  effort: efforts,
  area: [],
};

/** The values of a dimension that may be chosen: the common ones first, then those that the repository's labels add. */
export function knownValues(dimension: Dimension, meanings: readonly LabelMeaning[]): string[] {
  const ofLabels = meanings.filter((meaning) => meaning.dimension === dimension).map(({ value }) => value);
  return [...new Set([...common[dimension], ...ofLabels])];
}

/** The categories that a label of the repository carries; null where none does. */
export function labeledCategories(meanings: readonly LabelMeaning[]): ReadonlySet<string> | null {
  const values = meanings.filter(({ dimension }) => dimension === 'category').map(({ value }) => value);
  return values.length === 0 ? null : new Set(values);
}
