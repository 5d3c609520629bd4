import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findBurst } from '../../../src/domain/clusters/burst.ts';
import { createRandom } from '../../../src/domain/similarity/ranker/random.ts';

const quiet = Array.from({ length: 12 }, () => 1);
const repository = [30, ...Array.from({ length: 12 }, () => 25)];

describe('a burst of like issues', () => {
  it('is seen where a week brings many more than the theme’s past', () => {
    const burst = findBurst([12, ...quiet], repository, 40);
    expect(burst).toMatchObject({ count: 12 });
    expect(burst?.expected).toBeLessThan(2);
  });

  it('is not a steady theme, a small one, or one without a past', () => {
    expect(findBurst([12, ...Array.from({ length: 12 }, () => 10)], repository, 40)).toBeNull();
    expect(findBurst([4, ...quiet.map(() => 0)], repository, 40)).toBeNull();
    expect(findBurst([40, 1, 1], [60, 20, 20], 40)).toBeNull();
  });

  it('is not seen where all of the repository is as much busier', () => {
    const busy = [260, ...Array.from({ length: 12 }, () => 25)];
    expect(findBurst([12, ...quiet], busy, 40)).toBeNull();
  });

  it('needs more where there are more themes to look at', () => {
    const seen = [10, 20, 50, 100, 1_000, 100_000].map((themes) =>
      findBurst([7, ...quiet], repository, themes),
    );
    expect(seen[0]).not.toBeNull();
    expect(seen.at(-1)).toBeNull();
  });

  it('raises fewer false alarms than it promises, on themes that bring the same each week', () => {
    const random = createRandom(3);
    const poisson = (mean: number) => {
      let [k, p] = [0, random()];
      const limit = Math.exp(-mean);
      while (p > limit) {
        p *= random();
        k++;
      }
      return k;
    };
    let alarms = 0;
    const checks = 300;
    for (let check = 0; check < checks; check++) {
      const themes = Array.from({ length: 30 }, () => Array.from({ length: 13 }, () => poisson(2)));
      const all = Array.from({ length: 13 }, (_, week) =>
        themes.reduce((sum, own) => sum + (own[week] ?? 0), 0),
      );
      if (themes.some((own) => findBurst(own, all, themes.length) !== null)) alarms++;
    }
    expect(alarms / checks).toBeLessThan(0.03);
  });

  it('never fails, whatever the counts', () => {
    const weeks = fc.array(fc.nat({ max: 500 }), { maxLength: 13 });
    fc.assert(
      fc.property(weeks, weeks, fc.nat({ max: 500 }), (theme, all, themes) => {
        const burst = findBurst(theme, all, themes);
        if (burst) expect(burst.chance).toBeGreaterThanOrEqual(0);
        if (burst) expect(Number.isFinite(burst.expected)).toBe(true);
      }),
    );
  });
});
