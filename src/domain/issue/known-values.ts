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
