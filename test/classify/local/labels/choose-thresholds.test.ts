import { describe, expect, it } from 'vitest';
import { chooseThresholds } from '../../../../src/classify/local/labels/choose-thresholds.ts';

/** `right` of `count` answers at each probability. */
const answers = (...groups: [probability: number, right: number, count: number][]) =>
  groups.flatMap(([probability, right, count]) =>
    Array.from({ length: count }, (_, i) => ({ probability, right: i < right })),
  );

describe('chooseThresholds', () => {
  it('goes down for a label that is mostly right below one half, and up for one that is mostly wrong above', () => {
    const [modest = 0, bold = 0] = chooseThresholds([
      answers([0.9, 200, 200], [0.37, 150, 200], [0.04, 0, 400]),
      answers([0.9, 200, 200], [0.62, 20, 200], [0.04, 0, 400]),
    ]);
    expect(modest).toBeLessThan(0.4);
    expect(bold).toBeGreaterThan(0.6);
  });

  it('stays close to one half for a label with few examples', () => {
    const [few = 0] = chooseThresholds([answers([0.9, 5, 5], [0.1, 4, 5], [0.04, 0, 40])]);
    expect(few).toBeGreaterThan(0.4);
  });

  it('has nothing to choose without labels', () => expect(chooseThresholds([])).toEqual([]));
});
