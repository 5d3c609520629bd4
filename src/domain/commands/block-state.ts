/** What the next line of a Markdown text stands in: plain text, a fenced block, or HTML up to its end. */
export type Block =
  | { kind: 'text' }
  | { kind: 'fence'; fence: string }
  | { kind: 'html'; end: keyof typeof ends };

export const plainText: Block = { kind: 'text' };
const onlyText: Block[] = [plainText];

const ends = {
  blank: /^\s*$/,
  comment: /-->/,
  raw: /<\/(?:pre|script|style|textarea)>/i,
  instruction: /\?>/,
  // Parsers disagree whether `]]]>` ends it: taken for going on, no command runs that one of them would hide.
  cdata: /(?<!\])\]\]>/,
  declaration: />/,
} as const;

/**
 * The blocks that the line after this one may stand in. Two, where a line's part in a list, a paragraph or an HTML block
 * cannot be told from the line alone: then both readings have to be followed.
 */
export function blocksAfter(block: Block, line: string): Block[] {
  if (block.kind === 'fence') {
    const close = /^ {0,3}(`{3,}|~{3,})[ \t]*$/.exec(line)?.[1] ?? '';
    return [close.startsWith(block.fence) ? plainText : block];
  }
  if (block.kind === 'html') return [ends[block.end].test(line) ? plainText : block];
  // Most lines have none of these marks, and looking for them is quicker than the patterns.
  if (!/[`~<]/.test(line)) return onlyText;
  const fence = /^( {0,3})(`{3,}(?=[^`]*$)|~{3,})/.exec(line);
  if (fence) {
    const inside: Block = { kind: 'fence', fence: fence[2] ?? '' };
    // Set in, it may belong to a list item and end with it.
    return fence[1] === '' ? [inside] : [inside, plainText];
  }
  const html = htmlOpenedBy(line);
  return html ? [html, plainText] : [plainText];
}

const openings: [RegExp, keyof typeof ends][] = [
  [/^ {0,3}<(?:pre|script|style|textarea)\b/i, 'raw'],
  [/^ {0,3}<\?/, 'instruction'],
  [/^ {0,3}<!\[CDATA\[/, 'cdata'],
  [/^ {0,3}<![a-z]/i, 'declaration'],
];

/** HTML that a line opens and leaves open; a comment may begin anywhere in a line. */
function htmlOpenedBy(line: string): Block | null {
  if (!line.includes('<')) return null;
  const comment = line.lastIndexOf('<!--');
  if (comment >= 0 && !line.includes('-->', comment + 4)) return { kind: 'html', end: 'comment' };
  for (const [opens, end] of openings) {
    if (opens.test(line)) return ends[end].test(line) ? null : { kind: 'html', end };
  }
  return /^ {0,3}<[/a-z]/i.test(line) ? { kind: 'html', end: 'blank' } : null;
}
