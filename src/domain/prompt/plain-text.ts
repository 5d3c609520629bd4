import { withoutComments } from '../text/without-comments.ts';

/** Marks by which chat templates of open models tell who speaks; as text they are written apart. */
const chatMarks = /<(?=\||\/?(?:s|start_of_turn|end_of_turn|system|user|assistant)>)|\[(?=\/?INST\])/gi;
/** Characters that are kept of a text before it is cut by tokens; 4,000 tokens of any language fit. */
const maxCharacters = 32_000;
const longestLine = 2_000;

/**
 * Foreign text as a model may read it: what GitHub shows (no HTML comments), no invisible or control characters, no chat
 * marks, nothing longer than is read anyway. Linear in what is kept.
 */
export function plainText(text: string): string {
  return withoutComments(text.slice(0, maxCharacters * 4))
    .slice(0, maxCharacters)
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(/[\p{Cf}\p{Co}\p{Cn}]|(?![\n\t])\p{Cc}/gu, '')
    .replace(chatMarks, '$& ')
    .split('\n')
    .map((line) => line.slice(0, longestLine).trimEnd())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** The same on one line and cut to `length` characters. */
export function plainLine(text: string, length: number): string {
  return [...plainText(text.slice(0, length * 8)).replace(/\s+/g, ' ')].slice(0, length).join('');
}
