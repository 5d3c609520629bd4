import { expect, it } from 'vitest';
import { hashTerm } from '../../../src/domain/similarity/term-hash.ts';

it('is stable: stored vectors and postings depend on it', () => {
  expect(['', 'a', 'enoent', '保存'].map((term) => hashTerm(term))).toMatchInlineSnapshot(`
    [
      2872998923,
      444641715,
      1827114812,
      3572292438,
    ]
  `);
});

it('spreads words over buckets and changes with the seed', () => {
  const words = Array.from({ length: 4096 }, (_, i) => `word${i}`);
  const filled = new Set(words.map((word) => hashTerm(word) % 512));
  expect(filled.size).toBeGreaterThan(500);
  expect(words.filter((word) => hashTerm(word, 1) % 512 === hashTerm(word, 2) % 512).length).toBeLessThan(30);
});
