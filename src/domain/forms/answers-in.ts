import { withoutComments } from '../text/without-comments.ts';

const fence = /^ {0,3}(?:```|~~~)/;
const heading = /^ {0,3}#{1,6}[ \t]+(.{1,120}?)[ \t]*#*[ \t]*$/;
const boldLine = /^\s*(?:[-*] )?(?:\*\*|__)([^*_]{1,80}?):?(?:\*\*|__):?\s*(.*)$/;
const fieldLine = /^\s*(?:[-*] )?([\p{L}][\p{L}\p{N} ./()-]{0,60}?)\s*[:=]\s*(\S.*)$/u;

/** What people and GitHub's forms put where they have nothing to say. */
const empty = /^(?:_?no response_?|n\/?a|none|nothing|nil|null|todo|tbd|unknown|idk|\?+|[-–—.…x/]+|_+)$/i;

/**
 * The answers that a text gives, by the words of the heading, bold line or field name above or before them; text under no
 * heading stands under the empty one. An empty answer (`_No response_`, `N/A`, unticked boxes, HTML comments) is the
 * empty string. Linear in the text's length.
 */
export function answersIn(body: string): Map<string, string> {
  const found = new Map<string, string[]>([['', []]]);
  let current = '';
  let code = false;
  let wasBlank = false;
  const open = (name: string) => {
    current = wordsOf(name);
    if (!found.has(current)) found.set(current, []);
  };
  for (const line of withoutComments(body).split(/\r\n|\n|\r/)) {
    // Of blank lines in a row one is enough: a text may be nothing else.
    if (wasBlank && (line === '' || line.trim() === '')) continue;
    wasBlank = line === '' || line.trim() === '';
    // Most lines of a long text, such as a log's, hold none of these marks: looking for them is quick, the patterns are not.
    if (/[`~]/.test(line) && fence.test(line)) code = !code;
    const title = !code && line.includes('#') ? heading.exec(line) : null;
    const bold = code || title || !(line.includes('**') || line.includes('__')) ? null : boldLine.exec(line);
    if (title) open(title[1] ?? '');
    else if (bold) {
      open(bold[1] ?? '');
      found.get(current)?.push(bold[2] ?? '');
    } else {
      found.get(current)?.push(line);
      const field = !code && (line.includes(':') || line.includes('=')) ? fieldLine.exec(line) : null;
      if (!field) continue;
      const name = wordsOf(field[1] ?? '');
      if (!found.has(name)) found.set(name, [field[2] ?? '']);
    }
  }
  return new Map([...found].map(([name, lines]) => [name, answerOf(lines)]));
}

/** A name in lower case without marks: `Steps to reproduce:` and `### Steps to Reproduce` are one. */
export function wordsOf(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

function answerOf(lines: readonly string[]): string {
  const said = lines.filter((line) => !/^\s*[-*] \[ \]/.test(line));
  const bare = said
    .filter((line) => !fence.test(line))
    .join('\n')
    .trim();
  return bare === '' || empty.test(bare) ? '' : said.join('\n').trim();
}
