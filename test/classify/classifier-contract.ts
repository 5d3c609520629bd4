import { describe, expect, it } from 'vitest';
import { dimensions } from '../../src/domain/issue/decision.ts';
import type { Classifier, ClassifierInput } from '../../src/triage/ports/core.ts';
import { classifierInput } from './classifier-input.ts';
import { difficultTexts } from './difficult-texts.ts';

const freezeDeep = <T>(value: T): T => {
  if (value && typeof value === 'object') for (const part of Object.values(value)) freezeDeep(part);
  return Object.freeze(value);
};

/**
 * What every classifier must keep, whatever its source of evidence.
 * @param create a classifier ready to answer; for a provider, one whose server answers as the real one would
 */
export function describeClassifier(name: string, create: () => Classifier | Promise<Classifier>): void {
  describe(`${name} keeps the classifier's contract`, () => {
    const answer = async (input: ClassifierInput) => (await create()).classify(input);
    const texts = {
      'an ordinary report': { title: 'Crash on start', body: 'It crashes with an error.' },
      ...difficultTexts,
    };

    it.each(Object.entries(texts))('gives sound opinions for %s', async (_, text) => {
      for (const opinion of await answer(classifierInput(text))) {
        expect(dimensions).toContain(opinion.dimension);
        expect(opinion.source).not.toBe('');
        expect(opinion.model).not.toBe('');
        const values = Object.keys(opinion.probabilities);
        const probabilities = Object.values(opinion.probabilities);
        expect(values).not.toHaveLength(0);
        for (const probability of probabilities) {
          expect(probability).toBeGreaterThanOrEqual(0);
          expect(probability).toBeLessThanOrEqual(1);
        }
        if (opinion.dimension !== 'area') expect(probabilities.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 6);
        for (const [value, reasons] of Object.entries(opinion.reasons)) {
          expect(values).toContain(value);
          for (const reason of reasons) {
            expect(reason.text).not.toBe('');
            expect(Number.isFinite(reason.weight)).toBe(true);
          }
          const strengths = reasons.map((reason) => Math.abs(reason.weight));
          expect(strengths).toEqual([...strengths].sort((a, b) => b - a));
        }
      }
    });

    it('has one opinion of the category of an ordinary report, and at most one of any other dimension', async () => {
      const seen = (await answer(classifierInput(texts['an ordinary report']))).map(
        (opinion) => opinion.dimension,
      );
      expect(seen).toContain('category');
      expect(new Set(seen).size).toBe(seen.length);
    });

    it('says the same of the same issue', async () => {
      const classifier = await create();
      const input = classifierInput(texts['an ordinary report']);
      expect(await classifier.classify(input)).toEqual(await classifier.classify(input));
    });

    it('leaves what it is given as it was', async () => {
      await expect(answer(freezeDeep(classifierInput(texts['an ordinary report'])))).resolves.toBeDefined();
    });
  });
}
