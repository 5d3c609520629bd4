import { describe, expect, it } from 'vitest';
import { catalogs } from '../../../src/domain/words/catalogs.ts';
import { en } from '../../../src/domain/words/en.ts';

describe('a lower bound that the label’s own outcomes do not explain', () => {
  const reason = { code: 'below_target', right: 0, total: 2, lowerBound: 0.6, target: 0.8 } as const;

  it('says what else it counts', () => {
    expect(en.reason.below_target(reason)).toBe(
      '0 of 2 correct (lower bound 60% with the other labels’ record, target 80%)',
    );
    expect(en.reason.below_target({ ...reason, right: 9, total: 9, lowerBound: 0.79 })).toBe(
      '9 of 9 correct (lower bound 79%, target 80%)',
    );
  });

  it('in every language', () => {
    for (const catalog of Object.values(catalogs)) {
      const own = catalog.reason.below_target({ ...reason, right: 2 });
      expect(catalog.reason.below_target(reason).length).toBeGreaterThan(own.length + 5);
    }
  });
});
