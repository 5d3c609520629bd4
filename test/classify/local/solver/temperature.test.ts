import { describe, expect, it } from 'vitest';
import { fitTemperature, softmax } from '../../../../src/classify/local/solver/temperature.ts';

describe('softmax', () => {
  it('sums to 1 even for enormous logits', () => {
    expect(softmax([1000, 999, -1000]).reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12);
  });
});

describe('fitTemperature', () => {
  // Three of four right at logits that claim 99.8 %: ln 3 apart would be honest, so the temperature is 6 / ln 3 = 5.5, at most 4.
  it('cools claims that are too sure, up to its bound', () => {
    const logits = Array.from({ length: 400 }, () => [6, 0]);
    const targets = logits.map((_, i) => (i % 4 === 0 ? 1 : 0));
    expect(fitTemperature(logits, targets)).toBeGreaterThan(3.9);
  });

  it('finds the temperature that makes claims honest', () => {
    const logits = Array.from({ length: 400 }, () => [2.197, 0]);
    const targets = logits.map((_, i) => (i % 4 === 0 ? 1 : 0));
    expect(fitTemperature(logits, targets)).toBeCloseTo(2, 1);
    expect(softmax([2.197, 0], 2)[0]).toBeCloseTo(0.75, 2);
  });
});
