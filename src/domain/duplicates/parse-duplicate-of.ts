import { isOfRepository, parseIssueReference } from '../commands/issue-reference.ts';
import { spokenLines } from '../commands/spoken-lines.ts';

/** How people say it at the beginning of a line: GitHub's own "Duplicate of #12", "dup of", "Closing as a duplicate of". */
const said =
  /^(?:(?:this (?:is|looks like)|(?:closing|closed|marking|marked)(?: this)?(?: issue)? as|looks like)\s+)?(?:a\s+|an?\s+exact\s+)?dup(?:licate)?\s+of:?\s+(\S+)/i;

/**
 * The issue of the same repository that a comment names as the one it duplicates; null where it names none. Quotes and
 * code do not speak.
 */
export function parseDuplicateOf(comment: string, repo: { owner: string; name: string }): number | null {
  for (const line of spokenLines(comment)) {
    const reference = parseIssueReference(said.exec(line.trim())?.[1] ?? '');
    if (reference !== null && isOfRepository(reference, repo)) return reference.number;
  }
  return null;
}
