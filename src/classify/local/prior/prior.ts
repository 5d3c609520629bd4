import type { IssueFeatures } from '../features/issue-features.ts';
import type { Inputs } from '../solver/design.ts';
import { evaluate, type LinearModel } from '../solver/linear-model.ts';

/** One way of looking, and its share in the prior's word: shares sum to 1. */
export interface PriorView {
  name: string;
  share: number;
  model: LinearModel;
}

/** What other repositories teach about a repository never seen: one linear model for each way of looking. A plain value. */
export interface Prior {
  version: string;
  /** Categories, in the order of every model's logits. */
  classes: string[];
  views: PriorView[];
  /** Divides the mean of the views' logits where no label of the repository is known. */
  temperature: number;
  /** Repositories it has learnt from. */
  sources: string[];
}

export const priorInputs = (features: IssueFeatures): Inputs => ({
  blocks: features.blocks,
  dense: { hand: features.hand, keywords: features.keywords },
});

/**
 * Each view's logits for some of the prior's classes, each view less its mean; views one after another.
 * @param lean what is known of the prior's leaning in this repository, taken off
 */
export function priorLogits(
  prior: Prior,
  features: IssueFeatures,
  classes: readonly string[],
  lean?: Float64Array,
): Float64Array {
  const inputs = priorInputs(features);
  const chosen = classes.map((name) => prior.classes.indexOf(name));
  const out = new Float64Array(prior.views.length * classes.length);
  prior.views.forEach(({ model }, view) => {
    const logits = evaluate(model, inputs);
    const kept = chosen.map((index) => logits[index] ?? 0);
    const mean = kept.reduce((a, b) => a + b, 0) / kept.length;
    kept.forEach((logit, k) => {
      const at = view * classes.length + k;
      out[at] = logit - mean - (lean?.[at] ?? 0);
    });
  });
  return out;
}

/** The views' word taken together, for each class. */
export function priorMean(prior: Prior, logits: Float64Array, classes: number): Float64Array {
  const mean = new Float64Array(classes);
  logits.forEach((logit, i) => {
    mean[i % classes] =
      (mean[i % classes] as number) + logit * (prior.views[Math.floor(i / classes)]?.share ?? 0);
  });
  return mean;
}
