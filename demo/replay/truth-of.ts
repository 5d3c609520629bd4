import type { LabelMeaning } from '../../src/domain/issue/decision.ts';
import { defaultSettings } from '../../src/domain/settings/settings.ts';
import { readTaxonomy } from '../../src/domain/taxonomy/taxonomy.ts';
import type { SampleLabel, Truth } from './sample.ts';

/** What each of a repository's labels means, by name. */
export function readMeanings(labels: readonly SampleLabel[]): Map<string, LabelMeaning> {
  const numbered = labels.map((label, index) => ({ ...label, id: index + 1 }));
  return new Map(
    readTaxonomy(numbered, defaultSettings, new Map()).map((meaning) => [meaning.label.name, meaning]),
  );
}

/**
 * The labels of an issue as the truth of each dimension. An issue without a label was perhaps never looked at: nothing is
 * known of it. One with labels but none of a dimension says nothing of that dimension, except that no area is right.
 */
export function truthOf(names: readonly string[], meanings: ReadonlyMap<string, LabelMeaning>): Truth {
  if (names.length === 0) return {};
  const truth: Truth = { area: [] };
  for (const name of names) {
    const meaning = meanings.get(name);
    if (!meaning || meaning.dimension === 'workflow' || meaning.dimension === 'none') continue;
    truth[meaning.dimension] = [...(truth[meaning.dimension] ?? []), name];
  }
  return truth;
}

/** Whether two labels say the same thing, as `Bug` and `kind/bug` do. */
export function sameMeaning(meanings: ReadonlyMap<string, LabelMeaning>) {
  return (a: string, b: string) => {
    if (a === b) return true;
    const [one, other] = [meanings.get(a), meanings.get(b)];
    if (!one || !other || one.dimension === 'none' || one.dimension === 'workflow') return false;
    return one.dimension === other.dimension && one.value === other.value;
  };
}
