/**
 * For each line of a paragraph, whether it begins outside everything that an earlier line opened: a code span, a link's
 * address, an image's alternative text, an HTML tag. Linear in the paragraph's length.
 */
export function outsideSpans(paragraph: readonly string[]): boolean[] {
  const spans = codeSpans(paragraph.join('\n'));
  let nextSpan = 0;
  let start = 0;
  let open: string | null = null;
  return paragraph.map((line) => {
    while ((spans[nextSpan]?.to ?? Number.POSITIVE_INFINITY) < start) nextSpan++;
    const inCode = (spans[nextSpan]?.from ?? Number.POSITIVE_INFINITY) < start;
    const outside = !inCode && open === null;
    open = openAfter(line, open);
    start += line.length + 1;
    return outside;
  });
}

/** What closes the link, image or tag that is still open at the end of a line; null when none is. */
function openAfter(line: string, before: string | null): string | null {
  let open = before;
  for (let i = 0; i < line.length; i++) {
    if (open !== null) {
      if (line[i] === open) open = null;
    } else if (line.startsWith('](', i)) open = ')';
    else if (line.startsWith('![', i)) open = ']';
    else if (line[i] === '<' && /[a-z/!?]/i.test(line[i + 1] ?? '')) open = '>';
    // `![x](` goes on with an address.
    if (open === null && line.startsWith('](', i)) open = ')';
  }
  return open;
}

interface Span {
  from: number;
  to: number;
}

/** Code spans: a run of backticks up to the next run of the same length (CommonMark §6.1). */
function codeSpans(text: string): Span[] {
  const runs = [...text.matchAll(/`+/g)].map((match) => ({ at: match.index, length: match[0].length }));
  const lastOfLength = new Map(runs.map((run, i) => [run.length, i]));
  const spans: Span[] = [];
  for (let i = 0; i < runs.length; i++) {
    const open = runs[i];
    if (!open || (lastOfLength.get(open.length) ?? i) <= i) continue;
    let close = i + 1;
    while (runs[close]?.length !== open.length) close++;
    spans.push({ from: open.at, to: runs[close]?.at ?? open.at });
    i = close;
  }
  return spans;
}
