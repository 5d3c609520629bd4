import { expect, it } from 'vitest';
import { countDocuments } from '../../../src/domain/similarity/idf.ts';
import { idfFrom } from '../../support/idf-from.ts';

const texts = [
  { title: 'Crash on save', body: 'crash crash' },
  { title: 'Crash on load', body: '' },
  { title: 'Dark mode', body: 'on load' },
];

it('counts a word once an issue', () => {
  const counts = countDocuments(texts);
  expect(counts.documents).toBe(3);
  expect(counts.words.get('crash')).toBe(2);
});

it('follows the smoothed formula and takes an unknown word for a rare one', () => {
  const idf = idfFrom(countDocuments(texts), 'g7');
  expect(idf.generation).toBe('g7');
  expect(idf.of('on')).toBeCloseTo(Math.log(4 / 4) + 1);
  expect(idf.of('crash')).toBeCloseTo(Math.log(4 / 3) + 1);
  expect(idf.of('never-seen')).toBe(idf.of('save'));
});
