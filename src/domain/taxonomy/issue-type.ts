import { labelWords } from './label-words.ts';
import { categoryWords, wordedAs } from './vocabulary.ts';

/** One of GitHub's organization-wide issue types, tied to a category; null where it says nothing of one (`Task`, `Epic`). */
export interface IssueTypeMeaning {
  type: string;
  category: string | null;
}

/** Reads the issue types of an organization by their names, as labels are read. */
export function readIssueTypes(types: readonly string[]): IssueTypeMeaning[] {
  return types.map((type) => ({ type, category: wordedAs(categoryWords, labelWords(type).all) }));
}

/** The type that carries a category, the first of several; null where the organization has none. */
export function issueTypeFor(types: readonly string[], category: string): string | null {
  const meant = readIssueTypes(types).find((each) => each.category === category);
  return meant?.type ?? types.find((type) => labelWords(type).all === category.toLowerCase()) ?? null;
}
