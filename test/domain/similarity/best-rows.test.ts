import fc from 'fast-check';
import { expect, it } from 'vitest';
import { bestRows } from '../../../src/domain/similarity/best-rows.ts';

it('gives what putting all in order gives', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: -2, max: 9 }), { maxLength: 60 }),
      fc.integer({ min: 1, max: 20 }),
      fc.integer({ min: 2, max: 9 }),
      (scores, most, left) => {
        const allowed = (row: number) => row % left !== 1;
        const expected = scores
          .map((_, row) => row)
          .filter((row) => allowed(row) && (scores[row] ?? 0) > 0)
          .sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || b - a)
          .slice(0, most);
        // Rows past the count are of no list.
        const longer = Float64Array.from([...scores, 99, 99]);
        expect(bestRows(longer, scores.length, most, allowed)).toEqual(expected);
      },
    ),
    { numRuns: 500 },
  );
});
