import { errorLines } from './error-lines.ts';
import type { IssueText } from './issue-text.ts';
import { stackFrames } from './stack-frames.ts';
import { type TemplateLines, withoutTemplate } from './template-lines.ts';
import { hashTerm } from './term-hash.ts';
import { tokenize } from './tokens.ts';

/** An issue as the index keeps it: no word can be read from it. Sets are ascending and without repeats. */
export interface IndexedText {
  terms: Uint32Array;
  /** How often each term stands in the title and in the body, 0 to 255, aligned with `terms`. */
  titleCounts: Uint8Array;
  bodyCounts: Uint8Array;
  /** Number of words. */
  titleLength: number;
  bodyLength: number;
  /** The title's first word, 0 without one: many projects name the component there. */
  firstTerm: number;
  /** Runs of four characters in the title's words. */
  titleGrams: Uint32Array;
  /** The 48 smallest hashes of three words in a row of the body (a bottom-k sketch, Broder 1997). */
  shingles: Uint32Array;
  errors: Uint32Array;
  frames: Uint32Array;
}

const gramLength = 4;
const sketchSize = 48;

/** Reads an issue for the index, its template lines taken out. */
export function indexText(text: IssueText, template: TemplateLines): IndexedText {
  const body = withoutTemplate(text.body, template);
  const title = tokenize(text.title).map((token) => hashTerm(token));
  const bodyTerms = tokenize(body).map((token) => hashTerm(token));
  const counts = new Map<number, [title: number, body: number]>();
  for (const term of title) addCount(counts, term, 0);
  for (const term of bodyTerms) addCount(counts, term, 1);
  const terms = ascending(counts.keys());
  return {
    terms,
    titleCounts: Uint8Array.from(terms, (term) => counts.get(term)?.[0] ?? 0),
    bodyCounts: Uint8Array.from(terms, (term) => counts.get(term)?.[1] ?? 0),
    titleLength: title.length,
    bodyLength: bodyTerms.length,
    firstTerm: title[0] ?? 0,
    titleGrams: gramsOf(text.title),
    shingles: sketchOf(bodyTerms),
    errors: ascending(errorLines(`${text.title}\n${body}`).map((line) => hashTerm(line.key))),
    frames: ascending(stackFrames(body).map((name) => hashTerm(name))),
  };
}

function addCount(counts: Map<number, [number, number]>, term: number, field: 0 | 1): void {
  const count = counts.get(term) ?? [0, 0];
  count[field] = Math.min(255, count[field] + 1);
  counts.set(term, count);
}

function ascending(values: Iterable<number>): Uint32Array {
  return Uint32Array.from(new Set(values)).sort();
}

function gramsOf(title: string): Uint32Array {
  const text = ` ${title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `;
  const grams: number[] = [];
  for (let i = 0; i + gramLength <= text.length; i++) grams.push(hashTerm(text.slice(i, i + gramLength)));
  return ascending(grams);
}

function sketchOf(terms: number[]): Uint32Array {
  const hashes: number[] = [];
  for (let i = 0; i + 2 < terms.length; i++)
    hashes.push(hashTerm(`${terms[i]} ${terms[i + 1]} ${terms[i + 2]}`));
  return ascending(hashes).slice(0, sketchSize);
}
