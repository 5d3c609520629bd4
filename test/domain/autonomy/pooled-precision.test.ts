import { describe, expect, it } from 'vitest';
import { choosePooledThreshold, precisionLowerBound } from '../../../src/domain/autonomy/calibration.ts';
import { areasToldApart } from '../../../src/domain/autonomy/judged-areas.ts';
import { vouchingFor } from '../../../src/domain/autonomy/pooled-precision.ts';

const many = (count: number, confidence: number, right: boolean) =>
  Array.from({ length: count }, () => ({ confidence, right }));

describe('what areas say of one of them', () => {
  it('starts from other repositories and moves to what happened here', () => {
    const elsewhere = vouchingFor('area', [], [])?.(0.9).mean ?? 0;
    expect(elsewhere).toBeGreaterThan(0.8);
    const here = vouchingFor('area', [...many(10, 0.95, true), ...many(90, 0.92, false)], []);
    expect(here?.(0.9).mean).toBeLessThan(0.3);
    expect(here?.(0.94).mean).toBeGreaterThan(elsewhere);
  });

  it('counts what was said at that confidence or above', () => {
    const pooled = vouchingFor('area', [...many(400, 0.9, true), ...many(400, 0.6, false)], []);
    expect(pooled?.(0.9).mean).toBeGreaterThan(0.95);
    expect(pooled?.(0.6).mean).toBeLessThan(0.55);
    expect(pooled?.(0.61).mean).toBeGreaterThan(0.9);
  });
});

describe('what categories say of one of them', () => {
  it('is what the others were worth: a category does not vouch for itself', () => {
    const own = many(8, 0.9, true);
    const alone = vouchingFor('category', own, own)?.(0.8);
    expect(precisionLowerBound({ right: 8, wrong: 0 }, alone)).toBe(
      precisionLowerBound({ right: 8, wrong: 0 }),
    );
    const among = vouchingFor('category', [...own, ...many(40, 0.9, true)], own)?.(0.8);
    expect(precisionLowerBound({ right: 3, wrong: 0 }, among)).toBeGreaterThan(0.8);
    const poor = vouchingFor('category', [...own, ...many(40, 0.9, false)], own)?.(0.8);
    expect(precisionLowerBound({ right: 10, wrong: 0 }, poor)).toBeLessThan(0.6);
  });

  it('is not said of priorities and efforts', () => {
    expect(vouchingFor('priority', many(100, 0.9, true), [])).toBeNull();
    expect(vouchingFor('effort', many(100, 0.9, true), [])).toBeNull();
  });
});

describe("a label's bound from where its dimension stands", () => {
  const at = (mean: number) => ({ mean, worth: 30, uniform: false });

  it('needs fewer outcomes of its own where the others are right, and more where they are wrong', () => {
    const few = { right: 3, wrong: 0 };
    expect(precisionLowerBound(few)).toBeLessThan(0.8);
    expect(precisionLowerBound(few, at(0.93))).toBeGreaterThan(0.8);
    expect(precisionLowerBound({ right: 10, wrong: 0 })).toBeGreaterThan(0.8);
    expect(precisionLowerBound({ right: 10, wrong: 0 }, at(0.6))).toBeLessThan(0.8);
  });

  it('is its own in the end', () => {
    const poor = { right: 60, wrong: 40 };
    expect(precisionLowerBound(poor, at(0.99))).toBeLessThan(0.65);
    expect(precisionLowerBound({ right: 400, wrong: 20 }, at(0.5))).toBeGreaterThan(0.9);
  });

  it('gives the lowest threshold that reaches the target', () => {
    const own = [...many(20, 0.9, true), ...many(6, 0.7, true), ...many(20, 0.55, false)];
    const choice = choosePooledThreshold(own, 0.8, () => at(0.85));
    expect(choice?.threshold).toBe(0.56);
    expect(choice?.record).toEqual({ right: 26, wrong: 0 });
    expect(choosePooledThreshold(many(20, 0.9, false), 0.8, () => at(0.85))).toBeNull();
  });
});

describe('areas', () => {
  it('are told apart once four of them have three examples', () => {
    expect(areasToldApart([200, 90, 40])).toBe(false);
    expect(areasToldApart([200, 90, 40, 2])).toBe(false);
    expect(areasToldApart([3, 3, 3, 3, 0])).toBe(true);
    // Nobody has judged any: names are compared to each other.
    expect(areasToldApart([0, 0])).toBe(true);
  });
});
