import { describe, expect, it } from 'vitest';
import { predictLabels, trainLabelModels } from '../../../../src/classify/local/labels/label-models.ts';
import {
  nameLevel,
  predictPriority,
  trainPriorityModel,
} from '../../../../src/classify/local/labels/priority-model.ts';
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

describe('trainPriorityModel', () => {
  const ranked = tagged.map((row) => ({
    ...row,
    level: { question: 0, feature: 1, bug: 3 }[row.label] ?? 0,
  }));
  const model = trainPriorityModel(ranked, 4);

  it('gives every level a probability that is not negative, summing to 1', () => {
    if (!model) throw new Error('no model');
    const probabilities = predictPriority(model, {
      title: 'The menu hangs',
      body: '### Type\n\nDefect\n\nIt crashes.',
    });
    expect(probabilities.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 10);
    for (const probability of probabilities) expect(probability).toBeGreaterThanOrEqual(0);
    expect(nameLevel(model, probabilities)).toBe(3);
  });
});

describe('nameLevel', () => {
  it('makes up for rarity as far as the model leans', () => {
    const model = trainPriorityModel(
      tagged.map((row) => ({ ...row, level: row.label === 'bug' ? 1 : 0 })),
      2,
    );
    if (!model) throw new Error('no model');
    const rare = { ...model, shares: [0.9, 0.1] };
    expect(nameLevel({ ...rare, lean: 0 }, [0.7, 0.3])).toBe(0);
    expect(nameLevel({ ...rare, lean: 1 }, [0.7, 0.3])).toBe(1);
  });
});
