import { describe, expect, it } from 'vitest';
import { predict, untaughtModel } from '../../../../src/classify/local/category/predict.ts';
import { shippedPrior } from '../../../../src/classify/local/prior/shipped-prior.ts';

const prior = shippedPrior();
const typeError = [
  'When I save a widget the app crashes.',
  '```',
  "TypeError: Cannot read properties of undefined (reading 'id')",
  '    at save (src/widget.ts:10:5)',
  '```',
].join('\n');
const likeliest = (probabilities: Record<string, number>) =>
  Object.entries(probabilities).toSorted((a, b) => b[1] - a[1])[0] as [string, number];

describe('how common each category is', () => {
  it.each([
    ['App crashes when saving a widget', typeError],
    ['App crashes on startup', ''],
    ['Crash when saving', 'It throws an exception.'],
  ])('in a repository that has taught nothing "%s" is a bug', (title, body) => {
    const [value, confidence] = likeliest(
      predict(untaughtModel(prior), prior, { title, body }).probabilities,
    );
    expect(value).toBe('bug');
    expect(confidence).toBeGreaterThan(0.6);
  });

  it('makes a category unlikely that no label of the repository carries', () => {
    const issue = { title: 'Widgets are not saved', body: 'What could be the reason?' };
    const everywhere = predict(untaughtModel(prior), prior, issue).probabilities;
    const here = predict(untaughtModel(prior), prior, issue, { labeled: new Set(['bug', 'feature']) });
    expect(here.probabilities.question).toBeLessThan((everywhere.question as number) / 2);
  });

  it('follows the labels that a repository gives', () => {
    const issue = { title: 'Widgets', body: 'The widget.' };
    const [bug, feature] = [prior.classes.indexOf('bug'), prior.classes.indexOf('feature')];
    const counts = prior.classes.map((_, k) => (k === bug ? 10 : k === feature ? 90 : 0));
    const { probabilities } = predict({ ...untaughtModel(prior), taught: counts }, prior, issue);
    expect(probabilities.feature).toBeGreaterThan(
      predict(untaughtModel(prior), prior, issue).probabilities.feature as number,
    );
  });
});
