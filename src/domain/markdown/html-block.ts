/** What ends an HTML block, by what opened it (CommonMark 0.31, §4.6). */
export type HtmlEnd = 'raw' | 'comment' | 'instruction' | 'declaration' | 'cdata' | 'blank';

const ends: Record<HtmlEnd, RegExp> = {
  raw: /<\/(?:pre|script|style|textarea)>/i,
  comment: /-->/,
  instruction: /\?>/,
  declaration: />/,
  cdata: /\]\]>/,
  blank: /^\s*$/,
};

const openings: readonly [RegExp, HtmlEnd][] = [
  [/^<(?:pre|script|style|textarea)(?:\s|>|$)/i, 'raw'],
  [/^<!--/, 'comment'],
  [/^<\?/, 'instruction'],
  [/^<![a-z]/i, 'declaration'],
  [/^<!\[CDATA\[/, 'cdata'],
];

const block =
  /^<\/?(?:address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt|fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu|menuitem|nav|noframes|ol|optgroup|option|p|param|search|section|summary|table|tbody|td|tfoot|th|thead|title|tr|track|ul)(?:\s|\/?>|$)/i;

/** A lone tag is told from its first thousand characters: longer ones nobody writes by hand. */
const longestTag = 1_000;
const attribute = String.raw`\s+[a-z_:][\w.:-]*(?:\s*=\s*(?:[^\s"'=<>\x60]+|'[^']*'|"[^"]*"))?`;
const loneTag = new RegExp(
  String.raw`^<(?:[a-z][a-z0-9-]*(?:${attribute})*\s*/?|/[a-z][a-z0-9-]*\s*)>\s*$`,
  'i',
);

/** How the HTML block ends that a line opens, given without its indentation; null where it opens none. */
export function htmlOpenedBy(line: string, inParagraph: boolean): HtmlEnd | null {
  for (const [opens, end] of openings) if (opens.test(line)) return end;
  if (block.test(line)) return 'blank';
  return !inParagraph && line.length <= longestTag && loneTag.test(line) ? 'blank' : null;
}

/** Whether a line of an HTML block is its last. */
export function htmlEnds(end: HtmlEnd, line: string): boolean {
  return ends[end].test(line);
}
