import { parseRepositoryName } from '../text/names.ts';

/** An issue as a person names it. */
export interface IssueReference {
  number: number;
  /** `owner/name`; null where only a number was given, which means the same repository. */
  repository: string | null;
}

const closing = /[.,;:!?)>\]]+$/;
const short = /^(?:#|GH-)([1-9]\d{0,8})$/i;
const long = /^([^#\s]+)#([1-9]\d{0,8})$/;
const address = /^https?:\/\/[^/\s]+\/([^/\s]+\/[^/\s]+)\/issues\/([1-9]\d{0,8})\/?(?:[?#]\S*)?$/i;

/**
 * The issue that a word names: `#12`, `GH-12`, `octocat/hello-world#12` or the address of its page, whatever punctuation
 * follows; null for a word that names none. Which host an address names is not looked at.
 */
export function parseIssueReference(text: string): IssueReference | null {
  const word = text.replace(/^[<(]/, '').replace(closing, '');
  const here = short.exec(word)?.[1];
  if (here !== undefined) return { number: Number(here), repository: null };
  const [, repository = '', number = ''] = address.exec(word) ?? long.exec(word) ?? [];
  return parseRepositoryName(repository) === null ? null : { number: Number(number), repository };
}

/** The issue that a command is given: any reference, a bare number too, with or without `of` before it; else null. */
export function parseIssueArgument(text: string): IssueReference | null {
  const word = text.replace(/^of\b:?\s*/i, '');
  return parseIssueReference(/^\d/.test(word) ? `#${word}` : word);
}

/** As `parseIssueArgument` reads it: `12`, or `octocat/hello-world#12`. */
export function writeReference({ number, repository }: IssueReference): string {
  return repository === null ? String(number) : `${repository}#${number}`;
}

/** True where the reference means an issue of this repository. */
export function isOfRepository(
  { repository }: IssueReference,
  { owner, name }: { owner: string; name: string },
): boolean {
  return repository === null || repository.toLowerCase() === `${owner}/${name}`.toLowerCase();
}
