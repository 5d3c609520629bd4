import { type HtmlEnd, htmlEnds, htmlOpenedBy } from './html-block.ts';

/** One line of a Markdown text and the block it belongs to. */
export interface MarkdownLine {
  /** As it was written, without its line break. */
  text: string;
  /**
   * `heading` is an ATX heading or the one-line text above a setext underline; `fence` opens or closes a fenced block; `code`
   * is within one, or indented; `comment` belongs to an HTML comment that is a block of its own; `rule` is a thematic break
   * or a setext underline.
   */
  kind: 'heading' | 'text' | 'fence' | 'code' | 'html' | 'comment' | 'rule' | 'blank';
  /** Of a heading, 1 to 6; otherwise 0. */
  level: number;
  /** True outside every quote and list. */
  top: boolean;
}

export interface MarkdownLines {
  lines: MarkdownLine[];
  /** The first line of a fenced block, comment or other HTML block that was never closed and so holds the rest; null if none is. */
  openFrom: number | null;
}

type Container = { kind: 'quote' } | { kind: 'item'; width: number; empty: boolean };
type Leaf =
  | { kind: 'none' | 'paragraph' | 'indented' }
  | { kind: 'fence'; mark: string; from: number }
  | { kind: 'html'; end: HtmlEnd; from: number };

/** GitHub draws nothing deeper either; what is nested deeper counts as text. */
const maxDepth = 40;
/** No person writes more, and a body of line breaks alone has a quarter of a million: the rest is not read. */
const maxLines = 12_000;
/** What begins with one of these opens nothing. */
const plainStart = /^[^\s#`~<>*_=+\d-]/;
const none = { kind: 'none' } as const;
const paragraph = { kind: 'paragraph' } as const;
const indented = { kind: 'indented' } as const;

/**
 * Reads the block structure of a Markdown text line by line, as CommonMark 0.31 does (appendix, "Phase 1: block structure"):
 * fences, indented code, HTML blocks, headings, quotes and list items with lazy continuation. Of several blank lines in a
 * row one is kept, of all lines the first 12,000. Takes time linear in the text's length, which full Markdown parsers do not.
 */
export function markdownLines(text: string): MarkdownLines {
  const lines: MarkdownLine[] = [];
  let containers: Container[] = [];
  let leaf: Leaf = none;
  let paragraphLines = 0;
  for (const raw of text.split(/\r\n|\n|\r/, maxLines)) {
    // Most lines are plain text outside everything, and a body may have a hundred thousand of them.
    if (containers.length === 0 && (leaf === none || leaf === paragraph) && plainStart.test(raw)) {
      lines.push({ text: raw, kind: 'text', level: 0, top: true });
      paragraphLines = leaf === paragraph ? paragraphLines + 1 : 1;
      leaf = paragraph;
      continue;
    }
    const isBlank = raw === '' || raw.trim() === '';
    if (isBlank && lines.at(-1)?.kind === 'blank' && leaf.kind === 'none') continue;
    const line = raw.includes('\t') ? expandTabs(raw) : raw;
    const { matched, rest } = continueContainers(containers, line, isBlank);
    const all = matched === containers.length;
    const add = (kind: MarkdownLine['kind'], level = 0, top = containers.length === 0) =>
      lines.push({ text: raw, kind, level, top });

    if (all && leaf.kind === 'fence') {
      const closes = closesFence(rest, leaf.mark);
      add(closes ? 'fence' : 'code');
      if (closes) leaf = none;
      continue;
    }
    if (all && leaf.kind === 'html') {
      add(leaf.end === 'comment' ? 'comment' : 'html');
      if (htmlEnds(leaf.end, rest)) leaf = none;
      continue;
    }
    if (isBlank) {
      containers = containers.slice(0, matched);
      if (leaf.kind !== 'indented') leaf = none;
      if (lines.at(-1)?.kind !== 'blank') add('blank');
      continue;
    }
    const opened = openBlocks(rest, {
      paragraph: leaf.kind === 'paragraph',
      lazy: !all,
      depth: matched,
    });
    if (!all && leaf.kind === 'paragraph' && opened.lazy) {
      add('text');
      paragraphLines++;
      continue;
    }
    containers = [...containers.slice(0, matched), ...opened.containers];
    if (opened.setext > 0) {
      const above = lines.at(-1);
      if (above && paragraphLines === 1) {
        above.kind = 'heading';
        above.level = opened.setext;
      }
    }
    add(opened.kind, opened.level);
    const goesOn = all && leaf.kind === 'paragraph' && opened.containers.length === 0;
    leaf = opened.leaf(lines.length - 1);
    paragraphLines = leaf.kind === 'paragraph' ? (goesOn ? paragraphLines : 0) + 1 : 0;
    if (leaf.kind === 'html' && htmlEnds(leaf.end, opened.content)) leaf = none;
  }
  const open = leaf.kind === 'fence' || (leaf.kind === 'html' && leaf.end !== 'blank') ? leaf.from : null;
  return { lines, openFrom: open };
}

/** How many of the open containers the line continues, and what of it is left for their content. */
function continueContainers(
  containers: readonly Container[],
  line: string,
  isBlank: boolean,
): { matched: number; rest: string } {
  let rest = line;
  let matched = 0;
  for (const container of containers) {
    if (container.kind === 'quote') {
      const quote = /^ {0,3}> ?/.exec(rest);
      if (!quote) break;
      rest = rest.slice(quote[0].length);
    } else if (isBlank || rest.trim() === '') {
      // An item that begins with a blank line ends with a second one.
      if (container.empty) break;
    } else {
      if (indentOf(rest) < container.width) break;
      rest = rest.slice(container.width);
      container.empty = false;
    }
    matched++;
  }
  return { matched, rest };
}

interface Opened {
  containers: Container[];
  kind: MarkdownLine['kind'];
  level: number;
  /** 1 or 2 where the line makes a heading of the one above it. */
  setext: number;
  leaf: (from: number) => Leaf;
  /** What is left of the line within the new containers. */
  content: string;
  /** True if the line opens nothing, so that it may continue a paragraph from outside its containers. */
  lazy: boolean;
}

function openBlocks(line: string, now: { paragraph: boolean; lazy: boolean; depth: number }): Opened {
  const containers: Container[] = [];
  let rest = line;
  const opened = (kind: MarkdownLine['kind'], leaf: Opened['leaf'], more: Partial<Opened> = {}): Opened => {
    return { containers, kind, level: 0, setext: 0, leaf, content: rest, lazy: false, ...more };
  };
  for (;;) {
    // A line can only continue its own paragraph; inside a new container, blocks start over.
    const mayBeLazy = now.paragraph && containers.length === 0;
    // From outside the paragraph's containers, any block may interrupt it.
    const inParagraph = mayBeLazy && !now.lazy;
    if (rest.trim() === '') return opened('text', () => none);
    if (indentOf(rest) >= 4) {
      return mayBeLazy ? opened('text', () => paragraph, { lazy: true }) : opened('code', () => indented);
    }
    const start = rest.trimStart();
    const mark = start[0] ?? '';
    if (mark === '#') {
      const heading = /^#{1,6}(?=[ ]|$)/.exec(start);
      if (heading) return opened('heading', () => none, { level: heading[0].length });
    } else if (mark === '`' || mark === '~') {
      const fence = /^(?:`{3,}(?=[^`]*$)|~{3,})/.exec(start)?.[0];
      if (fence) return opened('fence', (from) => ({ kind: 'fence', mark: fence, from }));
    } else if (mark === '<') {
      const end = htmlOpenedBy(start, mayBeLazy);
      if (end) return opened(end === 'comment' ? 'comment' : 'html', (from) => ({ kind: 'html', end, from }));
    } else if (mark === '>' && now.depth + containers.length < maxDepth) {
      containers.push({ kind: 'quote' });
      rest = start.slice(start[1] === ' ' ? 2 : 1);
      continue;
    }
    if (inParagraph && (mark === '=' || mark === '-')) {
      if (/^(?:=+|-+) *$/.test(start)) return opened('rule', () => none, { setext: mark === '=' ? 1 : 2 });
    }
    if ((mark === '*' || mark === '-' || mark === '_') && isRule(start)) return opened('rule', () => none);
    const item = now.depth + containers.length < maxDepth ? itemOf(rest, inParagraph) : null;
    if (item) {
      containers.push({ kind: 'item', width: item.width, empty: item.empty });
      rest = item.rest;
      continue;
    }
    return opened('text', () => paragraph, { lazy: containers.length === 0 });
  }
}

function itemOf(line: string, inParagraph: boolean): { width: number; rest: string; empty: boolean } | null {
  const found = /^( {0,3})(?:[-+*]|(\d{1,9})[.)])(?= |$)/.exec(line);
  if (!found) return null;
  const marked = found[0].length;
  const after = line.slice(marked);
  const spaces = indentOf(after);
  const empty = after.trim() === '';
  // An empty item, or one that does not begin with 1, cannot interrupt a paragraph.
  if (inParagraph && (empty || (found[2] !== undefined && Number(found[2]) !== 1))) return null;
  const width = empty || spaces > 4 ? marked + 1 : marked + spaces;
  return { width, rest: empty ? '' : line.slice(width), empty };
}

/** `***`, `- - -`, `__`_: three or more of one mark and blanks. */
function isRule(text: string): boolean {
  const mark = text[0];
  let marks = 0;
  for (const each of text) {
    if (each === mark) marks++;
    else if (each !== ' ') return false;
  }
  return marks >= 3;
}

function closesFence(line: string, mark: string): boolean {
  const close = /^ {0,3}(`{3,}|~{3,}) *$/.exec(line)?.[1] ?? '';
  return close.startsWith(mark);
}

function indentOf(line: string): number {
  let at = 0;
  while (line[at] === ' ') at++;
  return at;
}

/** Tabs reach to the next column that four divides. */
function expandTabs(line: string): string {
  let column = 0;
  return line
    .split('\t')
    .map((part, i, all) => {
      column += part.length;
      if (i === all.length - 1) return part;
      const width = 4 - (column % 4);
      column += width;
      return part + ' '.repeat(width);
    })
    .join('');
}
