/** Counts and cuts by tokens. */
export interface Tokens {
  count: (text: string) => number;
  /** The longest beginning of a text with at most so many tokens. */
  cut: (text: string, most: number) => string;
}

let loaded: Promise<Tokens> | undefined;

/** OpenAI's o200k vocabulary, read on first use: it takes some 60 MB, and who asks no hosted model needs none of it. */
export function loadTokens(): Promise<Tokens> {
  loaded ??= import('gpt-tokenizer/encoding/o200k_base').then(({ countTokens, isWithinTokenLimit }) => {
    // What looks like a control token in an issue is text like any other.
    const asText = { disallowedSpecial: new Set<string>() };
    const fits = (text: string, most: number) => isWithinTokenLimit(text, most, asText) !== false;
    return { count: (text) => countTokens(text, asText), cut: (text, most) => cutByHalves(text, most, fits) };
  });
  return loaded;
}

/**
 * Looks for the cut by halves, with counting alone: the library's `decode` carries the bytes of a character that was cut in
 * two into its next call, and so from one issue into another.
 */
function cutByHalves(text: string, most: number, fits: (text: string, most: number) => boolean): string {
  if (most <= 0) return '';
  if (fits(text, most)) return text;
  let kept = 0;
  let gone = text.length;
  while (gone - kept > 1) {
    const middle = Math.floor((kept + gone) / 2);
    if (fits(text.slice(0, middle), most)) kept = middle;
    else gone = middle;
  }
  // Not between the halves of one character.
  return text.slice(0, kept).replace(/[\ud800-\udbff]$/, '');
}

/** How many prompt tokens a call may have, as the provider counts them. */
export const mostPromptTokens = 4_000;

/**
 * The same limit in o200k tokens. OpenAI's own models count like us but for what their chat format adds; other vocabularies
 * split the same text into more tokens, up to two fifths more.
 */
export function promptLimitFor(model: string): number {
  return Math.floor(mostPromptTokens * (/^(?:gpt-|o\d|chatgpt-)/.test(model) ? 0.95 : 0.7));
}
