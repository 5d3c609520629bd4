import fc from 'fast-check';
import { expect, it } from 'vitest';
import { logistic, logit } from '../../../src/domain/issue/log-odds.ts';

it('even odds are 0, three to one is ln 3, and each undoes the other', () => {
  expect(logit(0.5)).toBe(0);
  expect(logit(0.75)).toBeCloseTo(Math.log(3), 12);
  expect(logistic(Number.NEGATIVE_INFINITY)).toBe(0);
  expect(logistic(1_000)).toBe(1);
  fc.assert(
    fc.property(fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true }), (p) => {
      expect(logistic(logit(p))).toBeCloseTo(p, 9);
    }),
  );
});
