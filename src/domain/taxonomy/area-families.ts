import type { LabelWords } from './label-words.ts';
import { fold, inOtherLanguages } from './languages.ts';
import { categoryWords, kindWords, prefixes, typeWords, wordedAs } from './vocabulary.ts';
import { isWorkflowName } from './workflow.ts';

/** So many values that are no kinds of issues make a family of types one of areas: `type:router` beside `type:forms`. */
const fewest = 6;
/** They say less of what follows them than words for a type do. */
const loosePrefixes: ReadonlySet<string> = new Set(['category', 'cat', ...inOtherLanguages('loosePrefix')]);

/** Tells whether a label is one of a repository's parts by a prefix that others use for categories. */
export type IsPart = (words: LabelWords) => boolean;

/**
 * The parts among the labels whose prefix is used for categories elsewhere. After `category:` whatever is no kind of issue is a part,
 * even a lone `category: dnn`: a category of the repository's own would have to be told from all others, an area needs only its own
 * issues. Types are one family: it holds areas where many of its values, and more than twice as many as those that are a kind of issue,
 * are none.
 */
export function readAreaFamilies(labels: readonly LabelWords[]): IsPart {
  const families = Map.groupBy(
    labels.filter(({ prefix, clear }) => clear && prefix.length > 1 && prefixes.category.has(fold(prefix))),
    ({ prefix }) => fold(prefix),
  );
  const ofParts = new Set(
    [...families].flatMap(([prefix, values]) => {
      const kinds = values.filter(({ rest }) => isKindOfIssue(rest)).length;
      const parts = values.length - kinds;
      return parts >= fewest && parts > 2 * kinds ? [prefix] : [];
    }),
  );
  return ({ prefix, rest, clear }) => {
    const word = fold(prefix);
    if (clear && loosePrefixes.has(word)) return !isKindOfIssue(rest);
    return ofParts.has(word) && wordedAs(categoryWords, rest) === null;
  };
}

function isKindOfIssue(words: string): boolean {
  return (
    wordedAs(categoryWords, words) !== null ||
    words.split(' ').some((word) => kindWords.has(fold(word)) || wordedAs(categoryWords, word) !== null) ||
    kindWords.has(fold(words)) ||
    typeWords.has(words) ||
    isWorkflowName(words)
  );
}
