import type { Candidate } from '../../domain/similarity/features.ts';
import { withoutEntry } from '../../domain/similarity/posting-entry.ts';
import type { TemplateLines } from '../../domain/similarity/template-lines.ts';
import type { IndexedIssue, Postings } from '../ports/search.ts';

/** What the index asks of the issues themselves. */
export interface KnownIssues {
  /** Null for an issue it does not know. */
  factsAt(number: number, at: string): Omit<Candidate, 'number' | 'text' | 'norms'> | null;
  latestBodies(count: number): string[];
}

/** The index of one repository in memory: for training and trying out, and the floor the database is checked against. */
export function createMemoryPostings(known: KnownIssues): Postings {
  const lists = new Map<number, GrowingList>();
  const issues = new Map<number, IndexedIssue>();
  const collection = { documents: 0, titleWords: 0, bodyWords: 0 };
  let template: TemplateLines = new Set();

  const count = ({ text }: IndexedIssue, sign: 1 | -1) => {
    collection.documents += sign;
    collection.titleWords += sign * text.titleLength;
    collection.bodyWords += sign * text.bodyLength;
  };
  const remove = (issue: IndexedIssue) => {
    for (const term of issue.entries.keys()) {
      const list = lists.get(term);
      if (list) lists.set(term, growing(withoutEntry(read(list), issue.number)));
    }
    count(issue, -1);
  };

  const frequenciesOf = (terms: Iterable<number>) => {
    const found = new Map<number, number>();
    for (const term of terms) {
      const list = lists.get(term);
      if (list && list.length > 0) found.set(term, list.length / 8);
    }
    return found;
  };

  return {
    readCollection: async () => ({ collection: { ...collection }, template }),
    readFrequencies: async (_, terms) => frequenciesOf(terms),
    readLists: async (_, terms, choose) => {
      const frequencies = frequenciesOf(terms);
      const chosen = Array.from(choose(frequencies), (term) => [term, read(lists.get(term))] as const);
      return { frequencies, lists: new Map(chosen) };
    },
    readCandidates: async (_, numbers, at) =>
      Array.from(numbers).flatMap((number) => {
        const issue = issues.get(number);
        const facts = known.factsAt(number, at);
        return issue && facts ? [{ number, text: issue.text, norms: issue.norms, ...facts }] : [];
      }),
    readLatestBodies: async (_, most) => known.latestBodies(most),
    saveTexts: async (_, added) => {
      for (const issue of added) {
        const old = issues.get(issue.number);
        if (old) remove(old);
        issues.set(issue.number, issue);
        count(issue, 1);
        for (const [term, entry] of issue.entries) append(lists, term, entry);
      }
    },
    saveTemplate: async (_, lines) => {
      template = lines;
    },
  };
}

interface GrowingList {
  bytes: Uint8Array;
  length: number;
}

function growing(bytes: Uint8Array): GrowingList {
  return { bytes, length: bytes.length };
}

function read(list: GrowingList | undefined): Uint8Array {
  return list ? list.bytes.subarray(0, list.length) : new Uint8Array();
}

function append(lists: Map<number, GrowingList>, term: number, entry: Uint8Array): void {
  const list = lists.get(term) ?? growing(new Uint8Array());
  if (list.bytes.length < list.length + entry.length) {
    const larger = new Uint8Array(Math.max(entry.length, 2 * list.bytes.length));
    larger.set(list.bytes);
    list.bytes = larger;
  }
  list.bytes.set(entry, list.length);
  list.length += entry.length;
  lists.set(term, list);
}
