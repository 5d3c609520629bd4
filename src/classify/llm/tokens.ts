import { LRUCache } from 'lru-cache';
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
    return createTokens((piece) => countTokens(piece, asText));
  });
  return loaded;
}

/** Counts and cuts with a vocabulary's own count; remembers what it counted lately. */
export function createTokens(countTokens: (piece: string) => number): Tokens {
  const counted = new LRUCache<string, number>({ max: maxCounted });
  const countPiece = (piece: string) => {
    const known = counted.get(piece);
    if (known !== undefined) return known;
    const tokens = countTokens(piece);
    counted.set(piece, tokens);
    return tokens;
  };
  return {
    count: (text) => pieces(text).reduce((sum, piece) => sum + countPiece(piece), 0),
    cut: (text, most) => cutByPieces(text, most, countPiece),
  };
}

/**
 * A line with the line breaks after it, where the vocabulary cuts as well. A run without a blank costs the library the square of its
 * length, so a longer line is counted in pieces; that may add a token each.
 */
const piece = /[^\n]{1,256}\n{0,32}|\n{1,32}/g;
/** Pieces whose count is kept: a prompt is counted several times while it is cut to size. Some 3 MB at most. */
const maxCounted = 5_000;

const pieces = (text: string): string[] => text.match(piece) ?? [];

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
