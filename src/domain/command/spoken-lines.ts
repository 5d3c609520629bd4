import { outsideSpans } from './outside-spans.ts';

/**
 * The lines of a Markdown text that its author speaks at the top level: not quoted, not code (fenced, indented or within
 * backticks), not inside HTML or an HTML comment, not in a list or a table. When in doubt a line is left out: a command
 * that does not run can be written again, one that runs by mistake cannot be unsaid. Follows CommonMark's block
 * structure (spec 0.31, §4.4–4.7, §5.1, §6.1) as far as single lines need it. Linear in the text's length.
 */
export function spokenLines(text: string): string[] {
  const paragraphs: string[][] = [[]];
  let state: Within = { kind: 'text' };
  let contained = false;
  for (const line of text.split(/\r\n|\n|\r/)) {
    const blank = line.trim() === '';
    const step = next(state, line, blank);
    state = step.state;
    if (blank) contained = false;
    else if (step.spoken && opensContainer(line)) {
      contained = true;
      // The line above a table's dashes is its head.
      if (isTableRule(line)) paragraphs.at(-1)?.pop();
    }
    // A line after a quote or a list item without a blank one between them still belongs to it.
    if (step.spoken && !contained) paragraphs.at(-1)?.push(line);
    else if (paragraphs.at(-1)?.length) paragraphs.push([]);
  }
  return paragraphs.flatMap(outsideSpans);
}

/** What a line stands in: plain text, a fenced block, or HTML that lasts until a line matches. */
type Within = { kind: 'text' } | { kind: 'fence'; fence: string } | { kind: 'html'; until: RegExp };

function next(state: Within, line: string, blank: boolean): { state: Within; spoken: boolean } {
  const silent = (after: Within) => ({ state: after, spoken: false });
  if (state.kind === 'fence') {
    const close = /^ {0,3}(`{3,}|~{3,})[ \t]*$/.exec(line)?.[1] ?? '';
    return silent(close.startsWith(state.fence) ? { kind: 'text' } : state);
  }
  if (state.kind === 'html') return silent(state.until.test(line) ? { kind: 'text' } : state);
  if (blank) return silent(state);
  const fence = /^ {0,3}(`{3,}(?=[^`]*$)|~{3,})/.exec(line)?.[1];
  if (fence) return silent({ kind: 'fence', fence });
  const html = htmlUntil(line);
  if (html) return silent(html.closed ? state : { kind: 'html', until: html.until });
  // Four blanks or a tab make code, or go on with what came before: in either case no plain line.
  return /^(?: {4}| {0,3}\t)/.test(line) ? silent(state) : { state, spoken: true };
}

const verbatim: [RegExp, RegExp][] = [
  [/^ {0,3}<(?:pre|script|style|textarea)\b/i, /<\/(?:pre|script|style|textarea)>/i],
  [/^ {0,3}<\?/, /\?>/],
  [/^ {0,3}<!\[CDATA\[/, /\]\]>/],
];

/** HTML that a line opens, and what ends it: its own mark, or a blank line. */
function htmlUntil(line: string): { until: RegExp; closed: boolean } | null {
  // A comment may begin anywhere in a line and hides what follows it.
  const comment = line.lastIndexOf('<!--');
  if (comment >= 0) return { until: /-->/, closed: line.includes('-->', comment + 4) };
  for (const [opens, until] of verbatim) {
    if (opens.test(line)) return { until, closed: until.test(line) };
  }
  return /^ {0,3}<[!/a-z]/i.test(line) ? { until: /^\s*$/, closed: false } : null;
}

/** A quote, a list item, a table or a link definition: not the author's own plain line. */
function opensContainer(line: string): boolean {
  return /^ {0,3}(?:>|[-+*](?:\s|$)|\d{1,9}[.)](?:\s|$)|\||\[)/.test(line) || isTableRule(line);
}

function isTableRule(line: string): boolean {
  return /^[\s|:-]+$/.test(line) && line.includes('-') && /[|:]/.test(line);
}
