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

  it('is drawn to the usual temperature while there is little to go by', () => {
    const claims = (count: number) => Array.from({ length: count }, () => [2.197, 0]);
    const truths = (count: number) => claims(count).map((_, i) => (i % 4 === 0 ? 1 : 0));
    const fitted = (count: number) =>
      fitTemperature(claims(count), truths(count), { usual: 1, surer: 100, calmer: 100 });
    expect(fitted(0)).toBeCloseTo(1, 1);
    expect(fitted(40)).toBeLessThan(1.1);
    expect(fitted(40_000)).toBeCloseTo(2, 1);
  });

  it('grows calmer sooner than surer', () => {
    const towards = { usual: 1, surer: 1_000, calmer: 1 };
    const humble = Array.from({ length: 100 }, () => [0.1, 0]);
    const bold = Array.from({ length: 100 }, () => [4, 0]);
    const right = humble.map(() => 0);
    expect(fitTemperature(humble, right, towards)).toBeGreaterThan(0.9);
    expect(
      fitTemperature(
        bold,
        right.map((_, i) => i % 2),
        towards,
      ),
    ).toBeGreaterThan(1.5);
  });
});
