import type { LinearModel } from '../solver/linear-model.ts';
import { fromBytes, toBytes } from '../solver/model-bytes.ts';

/** What one repository's history has taught. A plain value: stored as bytes, sent between threads. */
export interface RepositoryModel {
  format: 1;
  /** Values it can give, for example `bug`, `feature`, `question`. */
  classes: string[];
  /** Labeled issues it was taught by, for each class; 0 for all where one kind alone is labeled (`isToldApart`). */
  taught: number[];
  /** The prior it was trained on top of; another prior asks for another training. */
  priorVersion: string;
  /** Hashed keys of the repository's template lines. */
  templates: Int32Array;
  /** Headings' answers that tell classes apart here. */
  answers: string[];
  /** Null before the repository has taught anything. */
  local: LinearModel | null;
  /** Share of the prior's logits added to the local model's. */
  priorShare: number;
  /** How the prior leans in this repository, by view and class: taken off its logits. */
  priorLean: Float64Array;
  /** Divides the logits before the softmax. */
  temperature: number;
}

export const modelToBytes = (model: RepositoryModel): Uint8Array => toBytes(model);

/** Throws where the bytes are damaged or of another format. */
export function modelFromBytes(bytes: Uint8Array): RepositoryModel {
  const model = fromBytes(bytes) as RepositoryModel;
  if (model?.format !== 1)
    throw new Error(`a repository model of format 1 was expected, not ${String(model?.format)}`);
  return model;
}
