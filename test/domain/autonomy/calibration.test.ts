import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type CalibrationOutcome,
  chooseThreshold,
  precisionLowerBound,
  precisionUpperBound,
} from '../../../src/domain/autonomy/calibration.ts';

const many = (n: number, confidence: number, right: boolean): CalibrationOutcome[] =>
  Array.from({ length: n }, () => ({ confidence, right }));

describe('the lower bound of the precision', () => {
  it('starts at 0.1 and needs ten right ones in a row to clear 0.8', () => {
    expect(precisionLowerBound({ right: 0, wrong: 0 })).toBeCloseTo(0.1);
    expect(precisionLowerBound({ right: 9, wrong: 0 })).toBeLessThan(0.8);
    expect(precisionLowerBound({ right: 10, wrong: 0 })).toBeGreaterThan(0.8);
  });

  it('rises with every right outcome, falls with every wrong one, and stays under the share', () => {
    const count = fc.integer({ min: 0, max: 400 });
    fc.assert(
      fc.property(count, count, (right, wrong) => {
        const bound = precisionLowerBound({ right, wrong });
        expect(precisionLowerBound({ right: right + 1, wrong })).toBeGreaterThan(bound);
        expect(precisionLowerBound({ right, wrong: wrong + 1 })).toBeLessThan(bound);
        expect(bound).toBeLessThan((right + 1) / (right + wrong + 2));
        expect(precisionUpperBound({ right, wrong })).toBeCloseTo(
          1 - precisionLowerBound({ right: wrong, wrong: right }),
          9,
        );
      }),
    );
  });

  it('holds for nine of ten labels when precisions are spread evenly', () => {
    // The share of true precisions above the bound, over all outcomes of 20 tries: 90% by the definition of a posterior.
    let held = 0;
    let total = 0;
    for (let step = 0.5; step < 400; step++) {
      const truth = step / 400;
      let probability = (1 - truth) ** 20;
      for (let right = 0; right <= 20; right++) {
        total += probability;
        if (truth >= precisionLowerBound({ right, wrong: 20 - right })) held += probability;
        probability *= ((20 - right) / (right + 1)) * (truth / (1 - truth));
      }
    }
    expect(held / total).toBeCloseTo(0.9, 2);
  });
});

describe('the threshold', () => {
  it('is the lowest that reaches the target', () => {
    const outcomes = [
      ...many(30, 0.95, true),
      ...many(20, 0.8, true),
      ...many(2, 0.8, false),
      ...many(40, 0.6, false),
    ];
    expect(chooseThreshold(outcomes, 0.8)).toMatchObject({
      threshold: 0.8,
      record: { right: 50, wrong: 2 },
      coverage: 52 / 92,
    });
  });

  it('is none where no confidence reaches the target', () => {
    expect(chooseThreshold(many(9, 0.99, true), 0.8)).toBeNull();
    expect(chooseThreshold([...many(50, 0.9, true), ...many(50, 0.9, false)], 0.8)).toBeNull();
    expect(chooseThreshold([], 0.8)).toBeNull();
  });

  it('never goes under one half', () => {
    expect(chooseThreshold(many(500, 0.4, true), 0.8)).toBeNull();
  });

  it('does not depend on the order of the outcomes, and keeps its promise on them', () => {
    const outcome = fc.record({
      confidence: fc.constantFrom(0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 0.99),
      right: fc.boolean(),
    });
    fc.assert(
      fc.property(
        fc.array(outcome, { maxLength: 120 }),
        fc.constantFrom(0.5, 0.6, 0.8),
        (outcomes, target) => {
          const choice = chooseThreshold(outcomes, target);
          expect(chooseThreshold([...outcomes].reverse(), target)).toEqual(choice);
          if (choice === null) return;
          const above = outcomes.filter(({ confidence }) => confidence >= choice.threshold);
          const right = above.filter((each) => each.right).length;
          expect(choice.record).toEqual({ right, wrong: above.length - right });
          expect(precisionLowerBound(choice.record)).toBeGreaterThanOrEqual(target);
        },
      ),
    );
  });
});
