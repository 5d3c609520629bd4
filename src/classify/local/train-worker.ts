import { readHistory } from './history.ts';
import { modelSize } from './model-cache.ts';
import { predict, untaughtModel } from './predict.ts';
import { shippedPrior } from './prior/shipped-prior.ts';
import { modelFromBytes, modelToBytes } from './repository-model.ts';
import { type LabeledIssue, trainRepositoryModel } from './train-repository-model.ts';

export interface TrainingTask {
  /** Lessons, newest last. */
  rows: LabeledIssue[];
  /** The repository's issues, labelled or not, newest last. */
  history: { title: string; body: string }[];
}

/** What runs in the worker thread: trains on the shipped prior and gives the model's bytes. */
export const trainToBytes = ({ rows, history }: TrainingTask): Uint8Array =>
  modelToBytes(trainRepositoryModel(rows, shippedPrior(), readHistory(shippedPrior(), history)));

export interface CheckTask {
  /** Null stands for the shipped model, which no repository has taught. */
  models: (Uint8Array | null)[];
  issues: { title: string; body: string }[];
}

/** What a model says of issues that it has not seen, and how much memory it takes, in bytes. */
export interface CheckedModel {
  size: number;
  /** The likeliest value of each issue. */
  said: string[];
}

/** What runs in the worker thread: asks models about issues. */
export const checkModels = ({ models, issues }: CheckTask): CheckedModel[] => {
  const prior = shippedPrior();
  return models.map((bytes) => {
    const model = bytes ? modelFromBytes(bytes) : untaughtModel(prior);
    return { size: modelSize(model), said: issues.map((issue) => likeliest(predict(model, prior, issue))) };
  });
};

function likeliest({ probabilities }: { probabilities: Record<string, number> }): string {
  return Object.entries(probabilities).reduce((best, one) => (one[1] > best[1] ? one : best), ['', -1])[0];
}
