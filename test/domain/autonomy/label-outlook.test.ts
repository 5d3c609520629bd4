import { describe, expect, it } from 'vitest';
import { precisionLowerBound } from '../../../src/domain/autonomy/calibration.ts';
import { labelOutlook } from '../../../src/domain/autonomy/label-outlook.ts';

describe('what is about to happen to a label', () => {
  it('is as many right ones as lift the lower bound to the target, and no fewer', () => {
    const outlook = labelOutlook({ autonomy: 'suggest', right: 8, wrong: 0 }, 0.8);
    expect(outlook).toEqual({ towards: 'apply', outcomes: 2 });
    expect(precisionLowerBound({ right: 9, wrong: 0 })).toBeLessThan(0.8);
    expect(precisionLowerBound({ right: 10, wrong: 0 })).toBeGreaterThanOrEqual(0.8);
  });
  it('is as many wrong ones as let it fall under', () => {
    expect(labelOutlook({ autonomy: 'apply', right: 10, wrong: 0 }, 0.8)).toEqual({
      towards: 'suggest',
      outcomes: 1,
    });
  });
  it.each([
    ['far from either', { autonomy: 'suggest' as const, right: 5, wrong: 5 }],
    ['far over the target', { autonomy: 'apply' as const, right: 300, wrong: 2 }],
    ['nothing seen', { autonomy: 'suggest' as const, right: 0, wrong: 0 }],
    ['only recorded', { autonomy: 'observe' as const, right: 9, wrong: 0 }],
  ])('is nothing: %s', (_, standing) => {
    expect(labelOutlook(standing, 0.8)).toBeNull();
  });
});
