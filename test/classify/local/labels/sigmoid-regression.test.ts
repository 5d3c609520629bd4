import { describe, expect, it } from 'vitest';
import { fitScaling, scale } from '../../../../src/classify/local/labels/sigmoid-regression.ts';

/** Logits of 2 (88 % sure) that are right in three of four cases, and as many of -2. */
const claims = (count: number) => Array.from({ length: count }, (_, i) => (i % 2 === 0 ? 2 : -2));
const truths = (count: number) => claims(count).map((logit, i) => logit > 0 !== i % 8 < 2);

describe('fitScaling', () => {
  it('leaves logits nearly as they are where there is little to go by', () => {
    const { slope, offset } = fitScaling(claims(16), truths(16));
    expect(slope).toBeGreaterThan(0.85);
    expect(Math.abs(offset)).toBeLessThan(0.1);
  });

  it('makes claims honest where there is much', () => {
    const scaling = fitScaling(claims(4_000), truths(4_000));
    expect(scale(scaling, 2)).toBeCloseTo(0.75, 1);
    expect(scale(scaling, -2)).toBeCloseTo(0.25, 1);
  });
});
