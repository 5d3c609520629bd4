import { afterAll, describe, expect, it } from 'vitest';
import { shippedPrior } from '../../../src/classify/local/prior/shipped-prior.ts';
import { modelFromBytes } from '../../../src/classify/local/repository-model.ts';
import { trainRepositoryModel } from '../../../src/classify/local/train-repository-model.ts';
import { createTrainer } from '../../../src/classify/local/trainer.ts';
import { lessons } from './lessons.ts';

describe('createTrainer', () => {
  const trainer = createTrainer();
  afterAll(() => trainer.close());

  it('trains in a worker thread what the function trains here', async () => {
    const rows = lessons({ bug: 12, feature: 12, question: 12 });
    const model = modelFromBytes(await trainer.train({ rows, history: rows }));
    expect(model).toEqual(trainRepositoryModel(rows, shippedPrior()));
  });

  it('stops when told to', async () => {
    await expect(trainer.train({ rows: [], history: [] }, AbortSignal.abort())).rejects.toThrow();
  });
});
