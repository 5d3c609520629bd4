import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { betaBelow, betaQuantile } from '../../../src/domain/autonomy/beta.ts';

/** Reference values from SciPy 1.x, `scipy.stats.beta.ppf`. */
it.each([
  [0.1, 1, 1, 0.1],
  [0.1, 21, 1, 0.8961505019466046],
  [0.1, 25, 3, 0.8146959926603962],
  [0.9, 25, 3, 0.9584730653824923],
  [0.1, 301, 1, 0.9923794007708784],
  [0.1, 256, 46, 0.8207512464678828],
  [0.1, 8001, 2001, 0.794801151535702],
  [0.5, 0.5, 0.5, 0.5],
  [0.1, 2, 30, 0.01728802229130078],
])('the quantile %d of Beta(%d, %d) is %d', (p, a, b, expected) => {
  expect(betaQuantile(p, a, b)).toBeCloseTo(expected, 9);
});

describe('whatever the shape', () => {
  const shape = fc.double({ min: 0.5, max: 500, noNaN: true });
  const share = fc.double({ min: 0.01, max: 0.99, noNaN: true });

  it('the quantile has its share below it', () => {
    fc.assert(
      fc.property(share, shape, shape, (p, a, b) => {
        expect(betaBelow(betaQuantile(p, a, b), a, b)).toBeCloseTo(p, 6);
      }),
    );
  });

  it('the mirrored distribution has the mirrored share', () => {
    fc.assert(
      fc.property(share, shape, shape, (x, a, b) => {
        expect(betaBelow(x, a, b) + betaBelow(1 - x, b, a)).toBeCloseTo(1, 9);
      }),
    );
  });

  it('with whole numbers it is a tail of the binomial distribution', () => {
    fc.assert(
      fc.property(share, fc.integer({ min: 1, max: 15 }), fc.integer({ min: 1, max: 15 }), (x, a, b) => {
        const n = a + b - 1;
        let tail = 0;
        for (let k = a; k <= n; k++) tail += choose(n, k) * x ** k * (1 - x) ** (n - k);
        expect(betaBelow(x, a, b)).toBeCloseTo(tail, 9);
      }),
    );
  });
});

function choose(n: number, k: number): number {
  return k === 0 ? 1 : (choose(n - 1, k - 1) * n) / k;
}
