import { expect, it } from 'vitest';
import { foldWord } from '../../../src/domain/similarity/fold-word.ts';

it.each([
  ['crashes', 'crash'],
  ['crashing', 'crash'],
  ['crashed', 'crash'],
  ['stopping', 'stop'],
  ['falling', 'fall'],
  ['loading', 'loaded'],
  ['queries', 'query'],
  ['classes', 'class'],
  ['files', 'file'],
])('brings %s and %s together', (one, other) => {
  expect(foldWord(one)).toBe(foldWord(other));
});

it.each(['status', 'class', 'this', 'bus', 'go', 'thing', 'max_files', 'utf8s', 'größen', 'x86s'])(
  'keeps %s',
  (word) => {
    expect(foldWord(word)).toBe(word);
  },
);
