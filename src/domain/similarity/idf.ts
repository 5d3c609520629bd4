import { capBody, type IssueText } from './issue-text.ts';
import { tokenize } from './tokens.ts';

/** How telling each word is in a collection of issues. */
export interface Idf {
  /** Changes whenever the weights do; vectors of different generations are never compared. */
  generation: string;
  /** Inverse document frequency, ln((1 + N) / (1 + df)) + 1, at least 1; an unknown word counts as very rare. */
  of(token: string): number;
}

/** In how many of `documents` issues each word stands. */
export interface DocumentFrequencies {
  documents: number;
  words: Map<string, number>;
}

/** Counts each word once an issue, title and capped body together. */
export function countDocuments(texts: Iterable<IssueText>): DocumentFrequencies {
  const words = new Map<string, number>();
  let documents = 0;
  for (const text of texts) {
    documents++;
    for (const token of new Set(tokenize(`${text.title}\n${capBody(text.body)}`))) {
      words.set(token, (words.get(token) ?? 0) + 1);
    }
  }
  return { documents, words };
}

/** Smoothed inverse document frequency as in scikit-learn's TfidfTransformer. */
export function idfOf(documents: number, frequency: number): number {
  return Math.log((1 + documents) / (1 + frequency)) + 1;
}
