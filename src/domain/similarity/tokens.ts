/** Words longer than this are hashes, base64 or minified code: they say nothing and cost memory. */
const longestWord = 40;

const htmlEntity = /&(?:[a-z]{2,8}|#x?[0-9a-f]{1,6});/g;
const word = /[\p{L}\p{M}\p{N}_]+/gu;
const unspacedScript = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;
const addressOrHash = /^(?:0x[0-9a-f]{4,}|[0-9a-f]{16,}|\d{5,})$/;

/**
 * The words of a text in order, lower case, code and logs included; single letters, memory addresses,
 * long hashes, long numbers and HTML entities are left out. Scripts written without spaces give pairs of characters.
 */
export function tokenise(text: string): string[] {
  const tokens: string[] = [];
  for (const [match] of text.toLowerCase().replace(htmlEntity, ' ').matchAll(word)) {
    if (unspacedScript.test(match)) pushPairs(match, tokens);
    else if (match.length > 1 && match.length <= longestWord && !addressOrHash.test(match))
      tokens.push(match);
  }
  return tokens;
}

function pushPairs(run: string, tokens: string[]): void {
  const characters = Array.from(run);
  if (characters.length === 1) tokens.push(run);
  for (let i = 0; i + 1 < characters.length; i++) tokens.push(`${characters[i]}${characters[i + 1]}`);
}
