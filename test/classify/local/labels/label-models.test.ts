import { describe, expect, it } from 'vitest';
import { predictLabels, trainLabelModels } from '../../../../src/classify/local/labels/label-models.ts';
import { lessons } from '../lessons.ts';

const tagged = lessons({ bug: 30, feature: 30, question: 30 }).map((row) => ({
  ...row,
  labels: [
    row.label,
    ...(row.title.includes('printer') ? ['area: printing'] : []),
    ...(row.title.includes('menu') && row.label === 'bug' ? ['rare'] : []),
  ],
}));

describe('trainLabelModels', () => {
  const models = trainLabelModels(tagged);

  it('has a model for labels with ten examples or more, and none for rarer ones', () => {
    expect(models?.labels.map(({ name }) => name).sort()).toEqual(['bug', 'feature', 'question']);
  });

  it('gives each label a probability of its own', () => {
    if (!models) throw new Error('no models');
    const likely = predictLabels(models, {
      title: 'The terminal crashes',
      body: '### Type\n\nDefect\n\nWhen I open it it fails with an error.',
    });
    expect(likely.bug).toBeGreaterThan(0.7);
    expect(likely.feature).toBeLessThan(0.3);
  });

  it('has nothing to say where no label has examples', () => {
    expect(trainLabelModels(tagged.slice(0, 9))).toBeNull();
    expect(trainLabelModels([])).toBeNull();
  });
});
