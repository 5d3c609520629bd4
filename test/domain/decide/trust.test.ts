import { describe, expect, it } from 'vitest';
import { poolOpinions } from '../../../src/domain/decide/pool-opinions.ts';
import { learnTrust, type TrustLesson } from '../../../src/domain/decide/trust.ts';
import type { Opinion } from '../../../src/domain/issue/decision.ts';
import { opinion } from '../words.ts';

const values = ['bug', 'feature', 'question'];
/** A source that chooses a value and gives it a share; the rest is shared evenly. */
const says = (source: string, value: string, share: number): Opinion =>
  opinion({
    ...{ source, model: source },
    probabilities: Object.fromEntries(values.map((each) => [each, each === value ? share : (1 - share) / 2])),
  });
/** The n-th lesson: each source is right in its share of the lessons, and they err apart. */
const lessons = (count: number, localRight: number, hostedRight: number): TrustLesson[] =>
  Array.from({ length: count }, (_, at) => {
    const right = (share: number, stride: number) => ((at * stride) % 100) / 100 < share;
    const truth = values[at % 3] ?? 'bug';
    const wrong = values[(at + 1) % 3] ?? 'bug';
    return {
      truth,
      opinions: [
        says('local', right(localRight, 37) ? truth : wrong, 0.8),
        says('openai', right(hostedRight, 61) ? truth : wrong, 0.8),
      ],
    };
  });
const share = ({ trust }: { trust: Record<string, number> }) =>
  (trust.local ?? 0) / ((trust.local ?? 0) + (trust.openai ?? 0));

describe('trust', () => {
  it('is the usual one without lessons', () => {
    expect(learnTrust([])).toEqual({ trust: {}, sharpness: 1 });
    const lone = [{ truth: 'bug', opinions: [says('local', 'bug', 0.9)] }];
    expect(learnTrust(lone)).toEqual({ trust: {}, sharpness: 1 });
  });

  it('goes to the source that is right more often', () => {
    expect(share(learnTrust(lessons(300, 0.95, 0.55)))).toBeGreaterThan(0.6);
    expect(share(learnTrust(lessons(300, 0.55, 0.95)))).toBeLessThan(0.25);
  });

  it('moves with the number of lessons', () => {
    const usual = 1 / 3;
    const few = share(learnTrust(lessons(5, 0.95, 0.55)));
    const many = share(learnTrust(lessons(300, 0.95, 0.55)));
    expect(few).toBeGreaterThanOrEqual(usual);
    expect(few - usual).toBeLessThan((many - usual) / 2);
  });

  it('makes agreement worth more where sources err apart, and less where they claim too much', () => {
    expect(learnTrust(lessons(300, 0.85, 0.85)).sharpness).toBeGreaterThan(1.1);
    expect(learnTrust(lessons(300, 0.5, 0.5)).sharpness).toBeLessThan(0.9);
  });

  it('makes what combine says likelier to be the truth', () => {
    const all = lessons(400, 0.9, 0.6);
    const learned = learnTrust(all.slice(0, 200));
    const surprise = (trust: Record<string, number>, sharpness?: number) =>
      all.slice(200).reduce((sum, { opinions, truth }) => {
        const pooled = poolOpinions(opinions, 'category', new Set(values), trust, sharpness);
        return sum - Math.log(pooled.find(({ value }) => value === truth)?.confidence ?? 0);
      }, 0);
    expect(surprise(learned.trust, learned.sharpness)).toBeLessThan(surprise({}) * 0.9);
  });

  it('stands hostile numbers and names', () => {
    const odd = opinion({ source: '__proto__', probabilities: { bug: Number.NaN, constructor: 2 } });
    const { trust, sharpness } = learnTrust([{ truth: 'bug', opinions: [odd, says('local', 'bug', 0.8)] }]);
    for (const weight of [...Object.values(trust), sharpness]) expect(Number.isFinite(weight)).toBe(true);
  });
});
