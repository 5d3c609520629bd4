import { afterAll, describe, expect, it } from 'vitest';
import { modelFromBytes } from '../../../src/classify/local/category/repository-model.ts';
import { trainRepositoryModel } from '../../../src/classify/local/category/train-repository-model.ts';
import { shippedPrior } from '../../../src/classify/local/prior/shipped-prior.ts';
import { createTrainer } from '../../../src/classify/local/trainer.ts';
import { lessons } from './lessons.ts';

describe('createTrainer', () => {
  const trainer = createTrainer();
  afterAll(() => trainer.close());

  it('trains in a worker thread what the function trains here', async () => {
    const rows = lessons({ bug: 12, feature: 12, question: 12 });
    const tagged = rows.map((row) => ({ ...row, labels: [row.label] }));
    const task = { dimension: 'category' as const, rows: tagged, history: rows };
    const model = modelFromBytes(await trainer.train(task));
    expect(model).toEqual(trainRepositoryModel(rows, shippedPrior()));
  });

  it('trains areas and priorities there too, and asks them', async () => {
    const rows = lessons({ bug: 20, feature: 20, question: 20 });
    const issues = rows.slice(0, 6);
    for (const [dimension, values] of [
      ['area', { bug: ['web', 'cli'], feature: ['web'], question: [] }],
      ['priority', { bug: ['critical'], feature: ['medium'], question: ['low'] }],
    ] as const) {
      const labelsOf = ({ label }: { label: string }) => [...values[label as keyof typeof values]];
      const taught = rows.map((row) => ({ ...row, labels: labelsOf(row) }));
      const bytes = await trainer.train({ dimension, rows: taught, history: rows });
      const [checked] = await trainer.check({ dimension, models: [bytes], issues });
      expect(checked?.said.map((said) => said.sort())).toEqual(issues.map((issue) => labelsOf(issue).sort()));
      expect(checked?.size).toBeLessThan(1024 * 1024);
    }
  });

  it('stops when told to', async () => {
    await expect(
      trainer.train({ dimension: 'category', rows: [], history: [] }, AbortSignal.abort()),
    ).rejects.toThrow();
  });
});
