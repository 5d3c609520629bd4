import type { LabelMeaning } from '../../domain/issue/decision.ts';
import { labeledCategories } from '../../domain/issue/known-values.ts';
import type { LearntDimension } from '../../triage/ports/models.ts';
import { readHistory } from './category/history.ts';
import { modelSize } from './category/model-cache.ts';
import { modelProbabilities, untaughtModel } from './category/predict.ts';
import { createReader, type Reader } from './category/read-once.ts';
import { modelFromBytes, modelToBytes } from './category/repository-model.ts';
import { trainRepositoryModel } from './category/train-repository-model.ts';
import { areaOpinion } from './labels/area-opinion.ts';
import type { TaggedIssue } from './labels/label-models.ts';
import {
  askTaughtModel,
  sayTaughtModel,
  taughtModelFromBytes,
  taughtModelSize,
  taughtModelToBytes,
  trainTaughtModel,
} from './labels/taught-model.ts';
import { shippedPrior } from './prior/shipped-prior.ts';
import { findTemplateLinesInTexts } from './text/template-lines.ts';

export interface TrainingTask {
  dimension: LearntDimension;
  /** Lessons, newest last; of a category, priority or effort with one label each. */
  rows: TaggedIssue[];
  /** The repository's issues, labeled or not, newest last. */
  history: { title: string; body: string }[];
}

/** What runs in the worker thread: trains on the shipped prior and gives the model's bytes. */
export const trainToBytes = ({ dimension, rows, history }: TrainingTask): Uint8Array => {
  if (dimension !== 'category') {
    return taughtModelToBytes(trainTaughtModel(dimension, rows, findTemplateLinesInTexts(history)));
  }
  const prior = shippedPrior();
  const lessons = rows.map(({ title, body, labels: [label = ''] }) => ({ title, body, label }));
  return modelToBytes(trainRepositoryModel(lessons, prior, readHistory(prior, history)));
};

export interface CheckTask {
  dimension: LearntDimension;
  /** Null stands for the shipped model, which no repository has taught. */
  models: (Uint8Array | null)[];
  issues: { title: string; body: string }[];
}

/** What a model says of issues that it has not seen, and how much memory it takes, in bytes. */
export interface CheckedModel {
  size: number;
  /** Of each issue the likeliest value, or the areas that are likelier than not. */
  said: string[][];
}

/** What runs in the worker thread: asks models about issues. Each issue is read once for all of them. */
export const checkModels = ({ dimension, models, issues }: CheckTask): CheckedModel[] => {
  const asked = dimension === 'category' ? categoryModels(models) : models.map(toAskedScale);
  const said = issues.map((issue) => {
    const read = createReader(issue);
    return asked.map(({ say }) => say(read));
  });
  return asked.map(({ size }, i) => ({ size, said: said.map((answers) => answers[i] ?? []) }));
};

interface Asked {
  size: number;
  say(read: Reader): string[];
}

function categoryModels(models: CheckTask['models']): Asked[] {
  const prior = shippedPrior();
  return models.map((bytes) => {
    const model = bytes ? modelFromBytes(bytes) : untaughtModel(prior);
    const ask = (read: Reader) => modelProbabilities(model, prior, read(model.templates).features, null);
    return { size: modelSize(model), say: (read) => [likeliest(ask(read))] };
  });
}

function toAskedScale(bytes: Uint8Array | null): Asked {
  // What is shipped knows no areas, no priorities and no efforts.
  if (bytes === null) return { size: 0, say: () => [] };
  const model = taughtModelFromBytes(bytes);
  return { size: taughtModelSize(model), say: (read) => sayTaughtModel(model, read) };
}

function likeliest(probabilities: Record<string, number>): string {
  return Object.entries(probabilities).reduce((best, one) => (one[1] > best[1] ? one : best), ['', -1])[0];
}

export interface AskTask {
  dimension: LearntDimension;
  /** Null stands for the shipped model; of areas their labels' names speak then. */
  model: Uint8Array | null;
  issues: { title: string; body: string }[];
  meanings: readonly LabelMeaning[];
}

/** What runs in the worker thread: each issue's probabilities, as the classifier would give them. */
export const askModel = ({ dimension, model, issues, meanings }: AskTask): Record<string, number>[] => {
  if (dimension === 'category') {
    const prior = shippedPrior();
    const own = model ? modelFromBytes(model) : untaughtModel(prior);
    const labeled = labeledCategories(meanings);
    return issues.map((issue) =>
      modelProbabilities(own, prior, createReader(issue)(own.templates).features, labeled),
    );
  }
  const taught = model && taughtModelFromBytes(model);
  if (dimension === 'area') return issues.map((issue) => areaOpinion(taught, issue, meanings).probabilities);
  return issues.map((issue) => (taught ? askTaughtModel(taught, issue).probabilities : {}));
};
