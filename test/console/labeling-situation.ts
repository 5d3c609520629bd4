import type { LabelingRun } from '../../src/domain/weak-labels/labeling-run.ts';

/** A run whose price is known and that nobody has started. */
export const livelyLabeling: LabelingRun = {
  id: '5a3a1c52-6a0e-4b7e-9f55-0c1de5a3b902',
  stage: 'priced',
  source: 'openai',
  model: 'gpt-6-luna',
  issues: 3_120,
  asked: 0,
  estimateMicroUsd: 412_000,
  spentMicroUsd: 0,
  halfPrice: true,
  waiting: false,
  problem: null,
  labels: 0,
  descriptions: [],
  startedAt: '2026-11-22T10:00:00.000Z',
  finishedAt: null,
};
