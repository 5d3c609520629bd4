import { foldWord } from './fold-word.ts';

/** Words longer than this are hashes, base64 or minified code: they say nothing and cost memory. */
const longestWord = 40;

const htmlEntity = /&(?:[a-z]{2,8}|#x?[0-9a-f]{1,6});/gi;
const run = /[\p{L}\p{M}\p{N}_]+/gu;
const unspacedScript = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;
const addressOrHash = /^(?:0x[0-9a-f]{4,}|[0-9a-f]{16,}|\d{5,})$/;
/** Between the parts of `max_old_space`, `readFileSync`, `HTTPServer` and `utf8`. */
const seam = /_+|(?<=\p{Ll})(?=[\p{Lu}\p{N}])|(?<=\p{Lu})(?=\p{Lu}\p{Ll})/u;
const shortestPart = 3;

/**
 * The words of a text in order, lower case, code and logs included; a compound name is followed by its parts. Single
 * letters, memory addresses, long hashes, long numbers and HTML entities are left out. Scripts written without
 * spaces give pairs of characters.
 */
export function wordsOf(text: string): string[] {
  const words: string[] = [];
  for (const [match] of text.replace(htmlEntity, ' ').matchAll(run)) {
    if (unspacedScript.test(match)) pushPairs(match, words);
    else pushName(match, words);
  }
  return words;
}

/** The words of a text with their endings folded: what is counted, indexed and compared. */
export function tokenize(text: string): string[] {
  return wordsOf(text).map(foldWord);
}

function pushName(name: string, words: string[]): void {
  const word = name.toLowerCase();
  if (word.length < 2 || word.length > longestWord || addressOrHash.test(word)) return;
  words.push(word);
  const parts = name.split(seam);
  if (parts.length === 1) return;
  for (const part of parts)
    if (part.length >= shortestPart && !addressOrHash.test(part)) words.push(part.toLowerCase());
}

function pushPairs(text: string, words: string[]): void {
  const characters = Array.from(text.toLowerCase());
  if (characters.length === 1) words.push(text);
  for (let i = 0; i + 1 < characters.length; i++) words.push(`${characters[i]}${characters[i + 1]}`);
}
