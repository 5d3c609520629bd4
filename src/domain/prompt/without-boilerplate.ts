/** What a line begins with that may be left out, or that begins a section. */
const marks: ReadonlySet<string> = new Set(['#', '_', '-', '*']);
const heading = /^#{1,6}\s/;
const noAnswer = /^_no response_$/i;
/** Boxes that a form makes everybody tick. */
const tickedBox =
  /^[-*] \[[ x]\] .{0,300}\b(?:code of conduct|i (?:agree|confirm|understand|accept|have (?:read|searched|checked|looked))|i'?ve (?:read|searched|checked)|searched (?:the |for )?(?:existing|open|similar|issues)|not a duplicate)\b/i;

/**
 * A body without what a form brings along and nobody wrote: `_No response_`, the boxes of a code of conduct, and headings with nothing
 * below them. Linear.
 */
export function withoutBoilerplate(body: string): string {
  const kept: string[] = [];
  for (const line of body.split('\n')) {
    const text = line.length > 500 ? '' : line.trim();
    // Most lines begin with something else: a long body is gone through in a few milliseconds.
    if (marks.has(text[0] ?? '')) {
      if (noAnswer.test(text) || tickedBox.test(text)) continue;
      if (heading.test(text)) dropEmptySection(kept, text);
    }
    kept.push(line);
  }
  dropEmptySection(kept, '#');
  return kept.join('\n');
}

/** Takes a heading off the end that has no text of its own, unless the next heading is one below it. */
function dropEmptySection(kept: string[], next: string): void {
  let at = kept.length - 1;
  while (at >= 0 && kept[at]?.trim() === '') at--;
  const last = kept[at]?.trim() ?? '';
  if (last.length > 500 || !heading.test(last) || levelOf(next) > levelOf(last)) return;
  kept.length = at;
}

const levelOf = (line: string) => /^#{1,6}/.exec(line)?.[0].length ?? 0;
