import type { Reason } from '../../../domain/issue/decision.ts';
import type { IssueFeatures } from '../features/issue-features.ts';
import { priorShift } from '../prior/class-shares.ts';
import { type Prior, priorLogits, priorMean } from '../prior/prior.ts';
import { evaluate } from '../solver/linear-model.ts';
import { softmax } from '../solver/temperature.ts';
import { localInputs } from './local-inputs.ts';
import { createReader, type Reader } from './read-once.ts';
import { explain } from './reasons.ts';
import type { RepositoryModel } from './repository-model.ts';

/** An issue's probabilities, which sum to 1, and why, strongest first for each value. */
export interface Prediction {
  probabilities: Record<string, number>;
  reasons: Record<string, Reason[]>;
}

/** The model of a repository that has taught nothing yet: the prior alone. */
export const untaughtModel = (prior: Prior, templates: Int32Array = new Int32Array(0)): RepositoryModel => ({
  format: 1,
  classes: [...prior.classes],
  taught: prior.classes.map(() => 0),
  priorVersion: prior.version,
  templates,
  answers: [],
  local: null,
  priorShare: 1,
  priorLean: new Float64Array(prior.views.length * prior.classes.length),
  temperature: prior.temperature,
});

/**
 * Logits of every class before the temperature.
 * @param labeled categories that a label of the repository carries; null where that is not known
 */
export function modelLogits(
  model: RepositoryModel,
  prior: Prior,
  features: IssueFeatures,
  labeled: ReadonlySet<string> | null,
): Float64Array {
  const outside = priorLogits(prior, features, model.classes, model.priorLean);
  const logits = model.local
    ? evaluate(model.local, localInputs(features, model.answers, outside))
    : new Float64Array(model.classes.length);
  const mean = priorMean(prior, outside, model.classes.length);
  const shift = priorShift(model.classes, { counts: model.taught, labeled });
  return logits.map((logit, k) => logit + model.priorShare * ((mean[k] as number) + (shift[k] as number)));
}

/** Probability of every class, which sum to 1. Parameters as for `modelLogits`. */
export function modelProbabilities(
  model: RepositoryModel,
  prior: Prior,
  features: IssueFeatures,
  labeled: ReadonlySet<string> | null,
): Record<string, number> {
  const shares = softmax(modelLogits(model, prior, features, labeled), model.temperature);
  return Object.fromEntries(model.classes.map((name, k) => [name, shares[k] ?? 0]));
}

/**
 * Classifies an issue of the model's repository. Pure; about two milliseconds.
 * @param options.labeled as for `modelLogits`
 * @param options.read the issue's reader, where other models read the same issue
 */
export function predict(
  model: RepositoryModel,
  prior: Prior,
  issue: { title: string; body: string },
  options: { labeled?: ReadonlySet<string> | null; read?: Reader } = {},
): Prediction {
  const { labeled = null, read = createReader(issue) } = options;
  const reading = read(model.templates);
  return {
    probabilities: modelProbabilities(model, prior, reading.features, labeled),
    reasons: explain(model, prior, reading),
  };
}
