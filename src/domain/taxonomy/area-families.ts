import type { LabelWords } from './label-words.ts';
import { categoryWords, kindWords, prefixes, typeWords, wordedAs } from './vocabulary.ts';
import { isWorkflowName } from './workflow.ts';

/** So many values that are no kinds of issues make a family one of areas: `category: dnn` beside `category: imgproc`. */
const fewest = 3;

/**
 * The prefixes that repositories elsewhere use for categories and this one uses for its parts: more of their values are
 * neither a category nor another kind of issue than are. `category` says least of what follows it; a family of types must
 * show it twice as clearly.
 */
export function areaFamilies(labels: readonly LabelWords[]): ReadonlySet<string> {
  const families = Map.groupBy(
    labels.filter(({ prefix, clear }) => clear && prefix.length > 1 && prefixes.category.has(prefix)),
    ({ prefix }) => prefix,
  );
  return new Set(
    [...families].flatMap(([prefix, values]) => {
      const kinds = values.filter(({ rest }) => isKindOfIssue(rest)).length;
      const parts = values.length - kinds;
      const isArea = /^cat/.test(prefix)
        ? parts >= fewest && parts > kinds
        : parts >= 2 * fewest && parts > 2 * kinds;
      return isArea ? [prefix] : [];
    }),
  );
}

function isKindOfIssue(words: string): boolean {
  return (
    wordedAs(categoryWords, words) !== null ||
    words.split(' ').some((word) => kindWords.has(word) || wordedAs(categoryWords, word) !== null) ||
    kindWords.has(words) ||
    typeWords.has(words) ||
    isWorkflowName(words)
  );
}
