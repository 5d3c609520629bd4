import { scoreKeywords } from '../../../domain/decide/keywords.ts';
import { extractFeatures, type IssueFeatures } from '../features/issue-features.ts';
import { type KeyNames, nameKeys } from '../features/name-keys.ts';

/** An issue as the models read it under some template lines; names and cues are made when they are first asked for. */
export interface Reading {
  features: IssueFeatures;
  /** What ties the features back to the issue's own words. */
  names(): KeyNames;
  /** Keyword cues in words, by category. */
  cues(): ReturnType<typeof scoreKeywords>['reasons'];
}

/** Reads one issue under a repository's template lines (hashed, ascending). */
export type Reader = (templates: Int32Array) => Reading;

/**
 * Reads an issue once for all models of its repository: models that know the same template lines share one reading,
 * since reading costs more than any model's answer.
 */
export function createReader(issue: { title: string; body: string }): Reader {
  const known: { templates: Int32Array; reading: Reading }[] = [];
  const cues = once(() => scoreKeywords(issue.title, issue.body).reasons);
  return (templates) => {
    const found = known.find((one) => areEqual(one.templates, templates));
    if (found) return found.reading;
    const lines = new Set(templates);
    const features = extractFeatures(issue, lines);
    const reading = { features, names: once(() => nameKeys(issue, features, lines)), cues };
    known.push({ templates, reading });
    return reading;
  };
}

const areEqual = (a: Int32Array, b: Int32Array) =>
  a === b || (a.length === b.length && a.every((key, i) => key === b[i]));

function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
