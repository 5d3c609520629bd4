import { withoutComments } from '../text/without-comments.ts';

/** In UTF-16 units: a little more than three lines of a wide card. */
const longest = 360;
/** Read of a long text before cutting. */
const readAtMost = 20_000;

/**
 * The beginning of an issue's own words as plain text: without comments, headings, unticked boxes, pictures, fences and the marks of
 * Markdown. `body` comes without the template's lines, where these are known.
 */
export function excerpt(body: string): string {
  const lines = withoutComments(body.slice(0, readAtMost))
    .split(/\r\n|\n|\r/)
    .filter((line) => !/^\s*(?:#{1,6}\s|[-*] \[ \]|```|~~~|\|?[\s|:-]+\|?$)/.test(line))
    .map(plain)
    .filter((line) => line !== '' && !/^_?no response_?$/i.test(line));
  const text = lines.join(' ');
  if (text.length <= longest) return text;
  const cut = text.slice(0, longest);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), longest - 40)).toWellFormed()}…`;
}

function plain(line: string): string {
  return line
    .replace(/!\[([^\]]{0,200})\]\([^)]{0,2000}\)/g, '')
    .replace(/\[([^\]]{1,200})\]\([^)]{0,2000}\)/g, '$1')
    .replace(/^\s*(?:>\s?|[-*+]\s(?:\[x\]\s)?|\d+[.)]\s)+/i, '')
    .replace(/[*_`]{1,3}/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}
