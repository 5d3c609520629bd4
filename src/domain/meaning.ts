/**
 * What an issue says, without how it is written: HTML comments, case, spacing, compatibility forms (NFKC), invisible
 * characters and Markdown's emphasis are dropped. Two texts with the same result need no second triage; the caller
 * hashes it. Title and body stay apart. Linear in the text's length.
 */
export function normaliseMeaning(issue: { title: string; body: string }): string {
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

/** Without `<!-- … -->`; an unclosed one ends the text, as GitHub shows it. */
function withoutComments(text: string): string {
  let kept = '';
  let from = 0;
  for (;;) {
    const start = text.indexOf('<!--', from);
    if (start < 0) return kept + text.slice(from);
    kept += text.slice(from, start);
    const end = text.indexOf('-->', start + 4);
    if (end < 0) return kept;
    from = end + 3;
  }
}
