import { shippedPrior } from './prior/shipped-prior.ts';
import { modelToBytes } from './repository-model.ts';
import { type LabeledIssue, trainRepositoryModel } from './train-repository-model.ts';

export interface TrainingTask {
  /** Lessons, newest last. */
  rows: LabeledIssue[];
  /** Issues in which template lines are looked for, labelled or not. */
  history: { title: string; body: string }[];
}

/** What runs in the worker thread: trains on the shipped prior and gives the model's bytes. */
export const trainToBytes = ({ rows, history }: TrainingTask): Uint8Array =>
  modelToBytes(trainRepositoryModel(rows, shippedPrior(), { history }));
