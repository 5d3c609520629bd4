/**
 * For each line of a paragraph, whether it begins outside everything that an earlier line opened: a code span, a link's
 * address, an image's alternative text, an HTML tag. Linear in the paragraph's length.
 */
export function outsideSpans(paragraph: readonly string[]): boolean[] {
  if (paragraph.length < 2) return paragraph.map(() => true);
  const spans = codeSpans(paragraph.join('\n'));
  let nextSpan = 0;
  let start = 0;
  let open: string | null = null;
  let tag: TagPart | null = null;
  return paragraph.map((line) => {
    while ((spans[nextSpan]?.to ?? Number.POSITIVE_INFINITY) < start) nextSpan++;
    const inCode = (spans[nextSpan]?.from ?? Number.POSITIVE_INFINITY) < start;
    const outside = !inCode && open === null && tag === null;
    open = openAfter(line, open);
    tag = tagAfter(line, tag);
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

const backtick = 0x60;

/** Within a tag, or within an attribute's value in these quotes. */
type TagPart = 'tag' | '"' | "'";

/**
 * The part of an HTML tag that is still open at the end of a line. A `>` in an attribute's quotes ends nothing; whether quotes are an
 * attribute's depends on what else the tag holds, so this is asked besides `openAfter`, which knows of no quotes.
 */
function tagAfter(line: string, before: TagPart | null): TagPart | null {
  let part = before;
  let assigned = false;
  for (let i = 0; i < line.length; i++) {
    const character = line[i] as string;
    if (part === null) {
      if (character === '<' && /[a-z]/i.test(line[i + 1] ?? '')) part = 'tag';
      assigned = false;
    } else if (part !== 'tag') {
      if (character === part) part = 'tag';
    } else if (assigned && (character === '"' || character === "'")) {
      part = character;
      assigned = false;
    } else if (character === '>') part = null;
    else if (character !== ' ') assigned = character === '=';
  }
  return part;
}

interface Span {
  from: number;
  to: number;
}

/** Code spans: a run of backticks up to the next run of the same length (CommonMark §6.1). */
function codeSpans(text: string): Span[] {
  // Plain arrays of numbers: a hostile text has a hundred thousand runs.
  const starts: number[] = [];
  const lengths: number[] = [];
  const lastOfLength = new Map<number, number>();
  for (let from = text.indexOf('`'); from >= 0; ) {
    let to = from + 1;
    while (text.charCodeAt(to) === backtick) to++;
    lastOfLength.set(to - from, starts.length);
    starts.push(from);
    lengths.push(to - from);
    from = text.indexOf('`', to);
  }
  const spans: Span[] = [];
  for (let open = 0; open < starts.length; open++) {
    const length = lengths[open] as number;
    if ((lastOfLength.get(length) ?? open) <= open) continue;
    let close = open + 1;
    while (lengths[close] !== length) close++;
    spans.push({ from: starts[open] as number, to: starts[close] as number });
    open = close;
  }
  return spans;
}
