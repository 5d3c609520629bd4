import { stripVTControlCharacters } from 'node:util';

/** One line for a terminal: without escape sequences, control characters and bidi marks, which a hostile title may hold. */
export function plainText(text: string): string {
  return stripVTControlCharacters(text)
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, ' ')
    .replace(/[\u061C\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/gu, '')
    .replace(/ +/g, ' ')
    .trim();
}

const wide =
  /\p{Emoji_Presentation}|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー、。「」！？：（）\uFF01-\uFF60]/u;
const none = /[\p{Mn}\p{Me}\p{Cf}]/u;

/** Cells that the text takes: East Asian characters and emoji take two. */
export function cells(text: string): number {
  let width = 0;
  for (const character of text) width += none.test(character) ? 0 : wide.test(character) ? 2 : 1;
  return width;
}

/** Cut to so many cells, with `…` where something was cut, and filled up with blanks. */
export function fitTo(text: string, width: number): string {
  if (cells(text) <= width) return text + ' '.repeat(width - cells(text));
  let kept = '';
  for (const character of text) {
    if (cells(kept) + cells(character) > width - 1) break;
    kept += character;
  }
  return `${kept}…${' '.repeat(Math.max(0, width - cells(kept) - 1))}`;
}
