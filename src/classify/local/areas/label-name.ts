import type { Idf } from '../../../domain/similarity/idf.ts';
import { type AreaReading, nameWords } from './area-reading.ts';

/** A label's name as it may be found in a text. */
export interface LabelName {
  words: string[];
  /** How telling each word is. */
  idf: number[];
  /** The words in order, with a space on both sides. */
  phrase: string;
}

/** Where a label's name is found in an issue; shares are weighted by how telling the words are. */
export interface NameFound {
  inTitle: number;
  inProse: number;
  inCode: number;
  /** Largest idf of a word of the name that the title holds. */
  telling: number;
  /** As in the title, but with words that only begin alike. */
  fuzzy: number;
  /** The whole name in the title, in order. */
  phrase: boolean;
  /** How often it occurs so in the text, at most 20. */
  phrases: number;
  prefix: boolean;
  answer: boolean;
}

const commonPrefixes = new Set(
  'area areas module modules os a c t component components comp topic team sig pkg package kind subsystem feature'.split(
    ' ',
  ),
);
const sharedBy = 3;
const maxPhrases = 20;

/**
 * The words that each label is known by: without a prefix that three labels share or that only says what kind of label it
 * is, and without words that say nothing.
 */
export function labelNames(labels: readonly string[], idf: Idf): LabelName[] {
  const parts = labels.map(splitPrefix);
  const uses = new Map<string, number>();
  for (const { prefix } of parts) if (prefix) uses.set(prefix, (uses.get(prefix) ?? 0) + 1);
  return labels.map((label, i) => {
    const { prefix, rest } = parts[i] as { prefix: string; rest: string };
    const drop = prefix !== '' && (commonPrefixes.has(prefix) || (uses.get(prefix) ?? 0) >= sharedBy);
    const found = nameWords(drop ? rest : label);
    const words = [...new Set(found)];
    return { words, idf: words.map((word) => idf.of(word)), phrase: ` ${found.join(' ')} ` };
  });
}

function splitPrefix(label: string): { prefix: string; rest: string } {
  const found = /^\s*([\p{L}\p{N} _]{1,30}?)\s*(?:::|[:/=>»|-])\s*(.+)$/u.exec(label);
  return found
    ? { prefix: (found[1] as string).toLowerCase(), rest: found[2] as string }
    : { prefix: '', rest: label };
}

/** Looks for a label's name in an issue. */
export function findName(name: LabelName, issue: AreaReading): NameFound {
  const share = (holds: (word: string) => number) => {
    let total = 0;
    let sum = 0;
    name.words.forEach((word, i) => {
      const weight = name.idf[i] as number;
      total += weight;
      sum += weight * holds(word);
    });
    return total === 0 ? 0 : sum / total;
  };
  const inside = (words: ReadonlySet<string>) => share((word) => (words.has(word) ? 1 : 0));
  const everyIn = (words: ReadonlySet<string>) =>
    name.words.length > 0 && name.words.every((word) => words.has(word));
  const inTitle = inside(issue.title.words);
  return {
    inTitle,
    inProse: inside(issue.prose.words),
    inCode: inside(issue.code),
    telling: name.words.reduce(
      (most, word, i) => (issue.title.words.has(word) ? Math.max(most, name.idf[i] as number) : most),
      0,
    ),
    fuzzy: inTitle === 1 ? 1 : share((word) => fuzzily(word, issue.title.words)),
    phrase: name.words.length > 0 && issue.title.phrase.includes(name.phrase),
    phrases: name.words.length > 0 ? countPhrases(name.phrase, issue.prose.phrase) : 0,
    prefix: issue.prefix !== null && everyIn(issue.prefix),
    answer: issue.answers.some(everyIn),
  };
}

function fuzzily(word: string, among: ReadonlySet<string>): number {
  if (among.has(word)) return 1;
  let best = 0;
  for (const other of among) {
    if (word.charCodeAt(0) !== other.charCodeAt(0)) continue;
    let common = 0;
    while (common < word.length && common < other.length && word[common] === other[common]) common++;
    if (common >= 4 && common >= 0.7 * Math.max(word.length, other.length)) return 0.7;
    if (other.length >= 3 && common === other.length) best = 0.5;
  }
  return best;
}

function countPhrases(phrase: string, text: string): number {
  let count = 0;
  for (let at = text.indexOf(phrase); at >= 0 && count < maxPhrases; at = text.indexOf(phrase, at + 1))
    count++;
  return count;
}
