import { withoutComments } from '../text/without-comments.ts';

/**
 * What an issue says, without how it is written: HTML comments, case, spacing, compatibility forms (NFKC), invisible
 * characters and Markdown's emphasis are dropped. Two texts with the same result need no second triage; the caller
 * hashes it. Title and body stay apart. Linear in the text's length.
 */
export function normalizeMeaning(issue: { title: string; body: string }): string {
  return JSON.stringify([plain(issue.title), plain(withoutComments(issue.body))]);
}

function plain(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .replace(/[*_`~]+/g, '')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase();
}
