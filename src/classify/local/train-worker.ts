import { type FormHabit, learnFormHabits } from '../../domain/forms/form-habits.ts';
import type { LabelMeaning } from '../../domain/issue/decision.ts';
import { labeledCategories } from '../../domain/issue/known-values.ts';
import type { WeakExample } from '../../domain/weak-labels/weak-labels.ts';
import type { FormHabitTask, LearntDimension, Said } from '../../triage/ports/models.ts';
import { areaModelFromBytes, areaModelSize, areaModelToBytes, askAreas } from './areas/area-model.ts';
import { areaOpinion } from './areas/area-opinion.ts';
import { readForAreas } from './areas/area-reading.ts';
import { learnAreas } from './areas/learn-areas.ts';
import { shippedAreaWeights } from './areas/shipped-area-weights.ts';
import { readHistory } from './category/history.ts';
import { modelSize } from './category/model-cache.ts';
import { modelProbabilities, untaughtModel } from './category/predict.ts';
import { createReader, type Reader } from './category/read-once.ts';
import { modelFromBytes, modelToBytes } from './category/repository-model.ts';
import { trainRepositoryModel } from './category/train-repository-model.ts';
import type { TaggedIssue } from './labels/label-models.ts';
import {
  askTaughtModel,
  sayTaughtModel,
  taughtModelFromBytes,
  taughtModelSize,
  taughtModelToBytes,
  trainTaughtModel,
} from './labels/taught-model.ts';
import type { Prior } from './prior/prior.ts';
import { shippedPrior } from './prior/shipped-prior.ts';
import { findTemplateLinesInTexts } from './text/template-lines.ts';

export interface TrainingTask {
  dimension: LearntDimension;
  /**
   * Lessons, newest last; of a category, priority or effort with one label each. Of areas all issues of the past, also those
   * without one.
   */
  rows: TaggedIssue[];
  /** The repository's issues, labeled or not, newest last; of areas nothing, since the rows are those. */
  history: { title: string; body: string }[];
  /** Every area of the repository, also those without an example. */
  areas?: string[];
  /** Past issues with areas that a hosted model gave them. */
  weak?: WeakExample[];
}

/** What runs in the worker thread: trains on the shipped prior and gives the model's bytes. */
export const trainToBytes = (
  { dimension, rows, history, areas = [], weak = [] }: TrainingTask,
  prior: Prior = shippedPrior(),
): Uint8Array => {
  if (dimension === 'area')
    return areaModelToBytes(learnAreas(rows, areas, shippedAreaWeights(), weak).model);
  if (dimension !== 'category') {
    return taughtModelToBytes(trainTaughtModel(dimension, rows, findTemplateLinesInTexts(history)));
  }
  const lessons = rows.map(({ title, body, labels: [label = ''] }) => ({ title, body, label }));
  return modelToBytes(trainRepositoryModel(lessons, prior, readHistory(prior, history)));
};

/** What runs in the worker thread: what each past issue's areas would have been said to be before it taught. */
export const replayAreas = ({ rows, areas = [] }: Pick<TrainingTask, 'rows' | 'areas'>): Said[] =>
  learnAreas(rows, areas, shippedAreaWeights()).replayed;

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
export const checkModels = (
  { dimension, models, issues }: CheckTask,
  prior: Prior = shippedPrior(),
): CheckedModel[] => {
  if (dimension === 'area') return models.map((bytes) => checkAreas(bytes, issues));
  const asked = dimension === 'category' ? categoryModels(models, prior) : models.map(toAskedScale);
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

function categoryModels(models: CheckTask['models'], prior: Prior): Asked[] {
  return models.map((bytes) => {
    const model = bytes ? modelFromBytes(bytes) : untaughtModel(prior);
    const ask = (read: Reader) => modelProbabilities(model, prior, read(model.templates).features, null);
    return { size: modelSize(model), say: (read) => [likeliest(ask(read))] };
  });
}

/** An area is told of an issue from here on, where one has to be told. */
const likely = 0.5;

function checkAreas(bytes: Uint8Array | null, issues: CheckTask['issues']): CheckedModel {
  // What is shipped knows no areas.
  if (bytes === null) return { size: 0, said: issues.map(() => []) };
  const model = areaModelFromBytes(bytes);
  const said = issues.map((issue) => {
    const { labels, probabilities } = askAreas(model, shippedAreaWeights(), [], readForAreas(issue));
    return labels.filter((_, k) => (probabilities[k] as number) >= likely);
  });
  return { size: areaModelSize(model), said };
}

function toAskedScale(bytes: Uint8Array | null): Asked {
  // What is shipped knows no priorities and no efforts.
  if (bytes === null) return { size: 0, say: () => [] };
  const model = taughtModelFromBytes(bytes);
  return { size: taughtModelSize(model), say: (read) => sayTaughtModel(model, read) };
}

function likeliest(probabilities: Record<string, number>): string {
  return Object.entries(probabilities).reduce((best, one) => (one[1] > best[1] ? one : best), ['', -1])[0];
}

/** What runs in the worker thread: what the options of issue forms have meant so far. */
export const formHabits = ({ issues, forms, meanings }: FormHabitTask): FormHabit[] =>
  learnFormHabits(issues, forms, meanings);

export interface AskTask {
  dimension: LearntDimension;
  /** Null stands for the shipped model; of areas their labels' names speak then. */
  model: Uint8Array | null;
  issues: { title: string; body: string }[];
  meanings: readonly LabelMeaning[];
}

/** What runs in the worker thread: what the classifier would say of each issue. */
export const askModel = ({ dimension, model, issues, meanings }: AskTask): Said[] => {
  if (dimension === 'category') {
    const prior = shippedPrior();
    const own = model ? modelFromBytes(model) : untaughtModel(prior);
    const labeled = labeledCategories(meanings);
    return issues.map((issue) => ({
      probabilities: modelProbabilities(own, prior, createReader(issue)(own.templates).features, labeled),
    }));
  }
  if (dimension === 'area') {
    const areas = model && areaModelFromBytes(model);
    return issues.map((issue) => {
      const { probabilities, open } = areaOpinion(areas, issue, meanings);
      return { probabilities, open };
    });
  }
  const taught = model && taughtModelFromBytes(model);
  return issues.map((issue) => ({
    probabilities: taught ? askTaughtModel(taught, issue).probabilities : {},
  }));
};
