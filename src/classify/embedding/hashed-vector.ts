import type { Idf } from '../../domain/similarity/idf.ts';
import { capBody, type IssueText } from '../../domain/similarity/issue-text.ts';
import { hashTerm } from '../../domain/similarity/term-hash.ts';
import { tokenize } from '../../domain/similarity/tokens.ts';

export const vectorWidth = 512;
/** Raised when tokens, buckets or weights change: older vectors no longer compare. */
export const hashingVersion = 1;

/** Share of the title's own unit vector beside that of the whole text. */
const titleShare = 0.7;

/**
 * Hashed TF-IDF: (1 + ln tf) · idf of each word is added, with a sign, to two of 512 buckets (feature hashing,
 * Weinberger et al. 2009; two buckets halve the harm of a collision). The unit vector of title and body together
 * plus a share of the title's own, brought to length 1; all 0 for a text without a word.
 */
export function hashedVector(text: IssueText, idf: Idf): Float32Array {
  const titleTokens = tokenize(text.title);
  const whole = unitVector([...titleTokens, ...tokenize(capBody(text.body))], idf);
  const title = unitVector(titleTokens, idf);
  return normalize(whole.map((value, i) => value + titleShare * (title[i] ?? 0)));
}

function unitVector(tokens: string[], idf: Idf): Float32Array {
  const counts = new Map<string, number>();
  for (const token of tokens) counts.set(token, (counts.get(token) ?? 0) + 1);
  const vector = new Float32Array(vectorWidth);
  for (const [token, count] of counts) {
    const weight = (1 + Math.log(count)) * idf.of(token);
    addSigned(vector, hashTerm(token, 1), weight);
    addSigned(vector, hashTerm(token, 2), weight);
  }
  return normalize(vector);
}

function addSigned(vector: Float32Array, hash: number, weight: number): void {
  const bucket = hash % vectorWidth;
  const sign = hash >>> 31 === 1 ? 1 : -1;
  vector[bucket] = (vector[bucket] ?? 0) + sign * weight;
}

function normalize(vector: Float32Array): Float32Array {
  let squares = 0;
  for (const value of vector) squares += value * value;
  if (squares === 0) return vector;
  const length = Math.sqrt(squares);
  return vector.map((value) => value / length);
}
