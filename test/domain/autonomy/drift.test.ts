import { describe, expect, it } from 'vitest';
import { hasDrifted } from '../../../src/domain/autonomy/drift.ts';
import { seededRandom } from '../../support/seeded-random.ts';

const runs = 2_000;
const outcomes = (seed: number, count: number, precision: number) => {
  const next = seededRandom(seed);
  return Array.from({ length: count }, () => next() < precision);
};

/** Share of runs in which the test alarmed at any time. */
function everDrifted(count: number, precision: number, target: number): number {
  let alarms = 0;
  for (let run = 0; run < runs; run++) {
    const all = outcomes(run + 1, count, precision);
    if (all.some((_, i) => hasDrifted(all.slice(0, i + 1), target))) alarms++;
  }
  return alarms / runs;
}

describe('a drift', () => {
  it.each([
    [0.9, 0.8],
    [0.85, 0.75],
    [0.95, 0.9],
  ])(
    'is seen in less than one of 100 runs of 200 outcomes where a label is right %d of the time and %d is asked',
    (precision, target) => {
      expect(everDrifted(200, precision, target)).toBeLessThan(0.01);
    },
  );

  it.each([
    [0.2, 25],
    [0.5, 80],
  ])('is seen where only %d are right, within %d outcomes, in 99 of 100 runs', (precision, within) => {
    expect(everDrifted(within, precision, 0.8)).toBeGreaterThan(0.99);
  });

  it('is seen after many right outcomes as soon as without them', () => {
    const wrong = Array<boolean>(10).fill(false);
    expect(hasDrifted(wrong, 0.8)).toBe(true);
    expect(hasDrifted([...Array<boolean>(500).fill(true), ...wrong], 0.8)).toBe(true);
    expect(hasDrifted(wrong.slice(0, 9), 0.8)).toBe(false);
  });

  it('is over once right outcomes have made up for it, not before', () => {
    const wrong = Array<boolean>(10).fill(false);
    const onceRight = (right: number) => hasDrifted([...wrong, ...Array<boolean>(right).fill(true)], 0.8);
    expect([onceRight(5), onceRight(24), onceRight(25)]).toEqual([true, true, false]);
  });
});
