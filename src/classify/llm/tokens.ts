import { modelName } from './prices/model-name.ts';

/** Counts and cuts by tokens. */
export interface Tokens {
  count: (text: string) => number;
  /** The longest beginning of a text with at most so many tokens. */
  cut: (text: string, most: number) => string;
}

let loaded: Promise<Tokens> | undefined;

/** OpenAI's o200k vocabulary, read on first use: it takes some 60 MB, and who asks no hosted model needs none of it. */
export function loadTokens(): Promise<Tokens> {
  loaded ??= import('gpt-tokenizer/encoding/o200k_base').then(({ countTokens }) => {
    // What looks like a control token in an issue is text like any other.
    const asText = { disallowedSpecial: new Set<string>() };
    const countPiece = (piece: string) => countTokens(piece, asText);
    return {
      count: (text) => pieces(text).reduce((sum, piece) => sum + countPiece(piece), 0),
      cut: (text, most) => cutByPieces(text, most, countPiece),
    };
  });
  return loaded;
}

/** A run without a blank costs the library the square of its length, so it is counted in pieces; that may add a token each. */
const pieceLength = 256;

function pieces(text: string): string[] {
  return Array.from({ length: Math.ceil(text.length / pieceLength) }, (_, at) =>
    text.slice(at * pieceLength, (at + 1) * pieceLength),
  );
}

/**
 * Counting alone finds the cut: the library's `decode` carries the bytes of a character that was cut in two into its next
 * call, and so from one issue into another.
 */
function cutByPieces(text: string, most: number, count: (piece: string) => number): string {
  let left = most;
  let kept = '';
  for (const piece of pieces(text)) {
    const tokens = count(piece);
    if (tokens <= left) {
      left -= tokens;
      kept += piece;
      continue;
    }
    let length = piece.length - 1;
    while (length > 0 && count(piece.slice(0, length)) > left) length = length > 16 ? length - 8 : length - 1;
    kept += left > 0 ? piece.slice(0, length) : '';
    break;
  }
  // Not between the halves of one character.
  return most <= 0 ? '' : kept.replace(/[\ud800-\udbff]$/, '');
}

/** How many prompt tokens a call may have, as the provider counts them. */
export const maxPromptTokens = 12_000;
/** Models that nothing is known of may read no more: servers cut a longer prompt off without a word. */
const unknownModelTokens = 4_000;

/**
 * The same limit in o200k tokens. OpenAI's own models count like us but for what their chat format adds; Claude splits the same text into
 * up to 1.8 times as many tokens since version 4.7, other vocabularies into up to 1.4 times as many.
 */
export function promptLimitFor(model: string): number {
  const name = modelName(model);
  if (/^(?:gpt-|o\d|chatgpt-)/.test(name)) return Math.floor(maxPromptTokens * 0.95);
  if (name.startsWith('claude-')) return Math.floor(maxPromptTokens * 0.55);
  return Math.floor(unknownModelTokens * 0.7);
}
