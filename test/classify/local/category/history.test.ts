import { describe, expect, it } from 'vitest';
import { leanOf, readHistory } from '../../../../src/classify/local/category/history.ts';
import { predict } from '../../../../src/classify/local/category/predict.ts';
import { trainRepositoryModel } from '../../../../src/classify/local/category/train-repository-model.ts';
import { shippedPrior } from '../../../../src/classify/local/prior/shipped-prior.ts';
import { lessons } from '../lessons.ts';

const prior = shippedPrior();
const houseStyle = (issue: { title: string; body: string }) => ({
  ...issue,
  body: `Hello everyone, how can I say this? I wonder. Thanks\n\n${issue.body}`,
});
const history = lessons({ bug: 40, feature: 40, question: 40 }).map(houseStyle);

describe('readHistory', () => {
  it('takes some of a house style off that makes everything sound like a question', () => {
    const bug = houseStyle({ title: 'Crash when the window is closed', body: 'It fails with an error.' });
    const read = readHistory(prior, history);
    const unleaning = { ...read, lean: read.lean.map(() => 0) };
    const without = predict(trainRepositoryModel([], prior, unleaning), prior, bug).probabilities;
    const withHistory = predict(trainRepositoryModel([], prior, read), prior, bug).probabilities;
    expect(withHistory.question).toBeLessThan(without.question ?? 0);
  });

  it('knows nothing without issues', () => {
    expect(readHistory(prior, []).lean.every((amount) => amount === 0)).toBe(true);
  });

  it('leans by no more than the classes asked for, each view less its mean', () => {
    const lean = leanOf(prior, readHistory(prior, history), ['bug', 'feature', 'performance']);
    expect(lean).toHaveLength(prior.views.length * 3);
    expect((lean[0] ?? 0) + (lean[1] ?? 0) + (lean[2] ?? 0)).toBeCloseTo(0, 10);
  });
});
