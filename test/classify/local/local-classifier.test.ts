import { describe, expect, it } from 'vitest';
import { untaughtModel } from '../../../src/classify/local/category/predict.ts';
import { createLocalClassifier } from '../../../src/classify/local/local-classifier.ts';
import { shippedPrior } from '../../../src/classify/local/prior/shipped-prior.ts';
import { describeClassifier } from '../classifier-contract.ts';
import { classifierInput } from '../classifier-input.ts';

describeClassifier('the local classifier without a history', () => createLocalClassifier());

const opinionOn = async (title: string, body: string) => {
  const [opinion] = await createLocalClassifier().classify(classifierInput({ title, body }));
  if (!opinion) throw new Error('no opinion');
  const best = Object.entries(opinion.probabilities).sort((a, b) => b[1] - a[1])[0]?.[0] ?? '';
  return { ...opinion, best, because: opinion.reasons[best]?.map((reason) => reason.text) ?? [] };
};

describe('the local classifier with the shipped prior', () => {
  it.each([
    [
      'bug',
      'Crash on start',
      'It crashes with a TypeError since the update.\n\n```\nTypeError: x is undefined\n    at foo (a.js:1:2)\n```\n',
    ],
    ['feature', 'Add dark mode', 'It would be nice to have a dark theme. I propose an option for it.'],
    [
      'question',
      'How to change the port?',
      'Hi, I am new to this. How can I change the port the server listens on? Thanks',
    ],
    ['documentation', 'Typo in the README', 'The documentation says "teh" where it should say "the".'],
  ])('knows a plain %s', async (category, title, body) =>
    expect((await opinionOn(title, body)).best).toBe(category),
  );

  it('gives reasons in words', async () => {
    const { because } = await opinionOn(
      'How to change the port?',
      'How can I change the port the server listens on?',
    );
    expect(because).toContain('title says "how to"');
    for (const reason of because) expect(reason).toMatch(/^[\p{L}"]/u);
  });

  it('says how common each category is once a repository has taught twenty issues', async () => {
    const untaught = untaughtModel(shippedPrior());
    const taughtBy = async (issues: number) => {
      const taught = untaught.classes.map((name) => (name === 'bug' ? issues : 0));
      const loadModel = async () => ({ model: { ...untaught, taught }, version: 3 });
      const [opinion] = await createLocalClassifier({ loadModel }).classify(
        classifierInput({ title: 'Crash on start', body: '' }),
      );
      return opinion?.baseRates;
    };
    expect(await taughtBy(20)).toMatchObject({ bug: 1, feature: 0 });
    expect(await taughtBy(19)).toBeUndefined();
    expect((await opinionOn('Crash on start', '')).baseRates).toBeUndefined();
  });

  it('is unsure of a text that says nothing', async () => {
    expect(
      Math.max(...Object.values((await opinionOn('Lorem ipsum', 'dolor sit amet')).probabilities)),
    ).toBeLessThan(0.6);
  });
});
