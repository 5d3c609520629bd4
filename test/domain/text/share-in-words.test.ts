import { expect, it } from 'vitest';
import { percent } from '../../../src/domain/text/percent.ts';
import { shareInWords } from '../../../src/domain/text/share-in-words.ts';

it.each([
  [0, 0, '–'],
  [2, 3, '2 of 3'],
  [0, 16, '0 of 16'],
  [19, 19, '19 of 19'],
  [19, 20, percent(19 / 20)],
  [0, 20, percent(0)],
])('%i of %i is %s', (part, whole, words) => {
  expect(shareInWords(part, whole)).toBe(words);
});
