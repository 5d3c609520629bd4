import { readHistory } from './history.ts';
import { shippedPrior } from './prior/shipped-prior.ts';
import { modelToBytes } from './repository-model.ts';
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
