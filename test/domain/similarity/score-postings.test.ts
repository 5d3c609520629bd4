import { describe, expect, it } from 'vitest';
import { normsOf } from '../../../src/domain/similarity/collection.ts';
import { indexText } from '../../../src/domain/similarity/indexed-text.ts';
import { packEntries, withoutEntry } from '../../../src/domain/similarity/posting-entry.ts';
import { chooseTerms, createQuery, maxEntries, maxQueryTerms } from '../../../src/domain/similarity/query.ts';
import { scorePostings } from '../../../src/domain/similarity/score-postings.ts';

const texts = new Map([
  [1, { title: 'Watcher crashes on symlinks', body: 'lstat fails on a dangling symlink' }],
  [2, { title: 'Dark theme', body: 'a theme for the night' }],
  [3, { title: 'Lighter theme', body: 'the watcher of colors' }],
]);

function createIndex(numbered = (number: number) => number) {
  const indexed = Array.from(texts, ([number, text]) => ({
    number: numbered(number),
    text: indexText(text, new Set()),
  }));
  const collection = { documents: 3, titleWords: 9, bodyWords: 18 };
  const frequency = (term: number) => indexed.filter(({ text }) => text.terms.includes(term)).length;
  const lists = new Map<number, Uint8Array>();
  for (const { number, text } of indexed) {
    const norms = normsOf(text, collection, frequency);
    for (const [term, entry] of packEntries(number, text, norms, collection)) {
      lists.set(term, Buffer.concat([lists.get(term) ?? new Uint8Array(), entry]));
    }
  }
  return { collection, frequency, lists };
}

function search(
  title: string,
  body: string,
  allowed: (number: number) => boolean = () => true,
  { collection, frequency, lists } = createIndex(),
) {
  const query = createQuery(indexText({ title, body }, new Set()), collection, frequency);
  const chosen = chooseTerms(query).map((position): [number, Uint8Array] => [
    position,
    lists.get(query.text.terms[position] ?? 0) ?? new Uint8Array(),
  ]);
  return scorePostings(query, new Map(chosen), allowed);
}

describe('candidates', () => {
  it('are the issues with a word in common, the likeliest first', () => {
    expect(search('Symlink crash in the watcher', 'lstat')).toEqual([1, 3, 2]);
  });

  it('are told apart where their numbers are alike to a hash', () => {
    const far = (number: number) => number * 2 ** 20;
    const found = search('Symlink crash in the watcher', 'lstat', () => true, createIndex(far));
    expect(found).toEqual([1, 3, 2].map(far));
  });

  it('leave out what is not allowed', () => {
    expect(search('Symlink crash', '', (number) => number !== 1)).toEqual([]);
  });

  it('are none for a text without a known word', () => {
    expect(search('Unrelated', 'entirely')).toEqual([]);
  });
});

it('a long log asks with its heaviest words only', () => {
  const body = Array.from({ length: 500 }, (_, i) => `word${i}x`).join(' ');
  const query = createQuery(
    indexText({ title: 'Rare', body }, new Set()),
    { documents: 1000, titleWords: 5000, bodyWords: 90_000 },
    () => 5,
  );
  expect(chooseTerms(query)).toHaveLength(maxQueryTerms);
});

it('words that stand nearly everywhere are passed over once enough entries are to be read', () => {
  const text = indexText({ title: 'watcher crash button theme', body: '' }, new Set());
  const [rare, ...common] = [...text.terms];
  const frequency = (term: number) => (term === rare ? 7 : maxEntries * 0.6);
  const query = createQuery(
    text,
    { documents: 100_000, titleWords: 500_000, bodyWords: 9_000_000 },
    frequency,
  );
  expect(common).toHaveLength(3);
  expect(chooseTerms(query).map((position) => text.terms[position])).toEqual([rare, common[0]]);
});

it('an entry is taken out of a list, and no other', () => {
  const { lists } = createIndex();
  const [list] = [...lists.values()].filter(({ length }) => length === 16);
  if (!list) throw new Error('no list with two entries');
  const numbers = (bytes: Uint8Array) => Array.from({ length: bytes.length / 8 }, (_, i) => bytes[8 * i]);
  const [first, second] = numbers(list) as [number, number];
  expect(numbers(withoutEntry(list, first))).toEqual([second]);
  expect(withoutEntry(list, 999)).toEqual(new Uint8Array(list));
});
