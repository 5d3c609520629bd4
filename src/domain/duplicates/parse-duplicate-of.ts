import { isOfRepository, parseIssueReference } from '../commands/issue-reference.ts';
import { spokenLines } from '../commands/spoken-lines.ts';
import { markdownLines } from '../markdown/markdown-lines.ts';

/** How people say it at the beginning of a line: GitHub's own "Duplicate of #12", "dupe of", "Closing as a duplicate of". */
const said =
  /^(?:(?:this (?:is|looks like)|(?:closing|closed|marking|marked)(?: this)?(?: issue)? as|looks like)\s+)?(?:a\s+|an?\s+exact\s+)?dup(?:e|licate)?\s+of:?\s+(\S+)/i;

/**
 * The issue of the same repository that a comment names as the one it duplicates; null where it names none. It may be said in
 * bold or as an item of a list; quotes, code and questions do not say it.
 */
export function parseDuplicateOf(comment: string, repo: { owner: string; name: string }): number | null {
  for (const line of [...spokenLines(comment), ...listedLines(comment)]) {
    const named = said.exec(withoutEmphasis(line))?.[1] ?? '';
    const reference = named.endsWith('?') ? null : parseIssueReference(named);
    if (reference !== null && isOfRepository(reference, repo)) return reference.number;
  }
  return null;
}

/** The items of a comment's outermost lists, each by its first line. */
function listedLines(comment: string): string[] {
  if (!/^[-*+] /m.test(comment)) return [];
  return markdownLines(comment).lines.flatMap(({ kind, text }) => {
    const item = kind === 'text' ? /^[-*+] +(.*)$/.exec(text) : null;
    return item ? [item[1] ?? ''] : [];
  });
}

const withoutEmphasis = (line: string) =>
  line
    .replaceAll('**', '')
    .trim()
    .replace(/^(?:__|[*_])/, '')
    .replace(/(?:__|[*_])$/, '');
