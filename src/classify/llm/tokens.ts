/** Counts and cuts by tokens. */
export interface Tokens {
  count: (text: string) => number;
  /** The longest beginning of a text with at most so many tokens. */
  cut: (text: string, most: number) => string;
}

let loaded: Promise<Tokens> | undefined;

/** OpenAI's o200k vocabulary, read on first use: it takes some 60 MB, and who asks no hosted model needs none of it. */
export function loadTokens(): Promise<Tokens> {
  loaded ??= import('gpt-tokenizer/encoding/o200k_base').then(({ encode, decode, countTokens }) => {
    // What looks like a control token in an issue is text like any other.
    const asText = { disallowedSpecial: new Set<string>() };
    return {
      count: (text) => countTokens(text, asText),
      cut(text, most) {
        if (most <= 0) return '';
        // A token is a byte or more, so nothing short needs counting.
        if (text.length * 3 <= most) return text;
        const tokens = encode(text, asText);
        return tokens.length <= most ? text : decode(tokens.slice(0, most)).replace(/\ufffd+$/, '');
      },
    };
  });
  return loaded;
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
