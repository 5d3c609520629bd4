import type { IssueFeatures } from '../features/issue-features.ts';
import type { Inputs } from '../solver/design.ts';
import { evaluate, type LinearModel } from '../solver/linear-model.ts';

/** What other repositories teach about a repository never seen: one linear model for each way of looking. A plain value. */
export interface Prior {
  version: string;
  /** Categories, in the order of every model's logits. */
  classes: string[];
  views: { name: string; model: LinearModel }[];
  /** Divides the mean of the views' logits where no label of the repository is known. */
  temperature: number;
  /** Repositories it has learnt from. */
  sources: string[];
}

export const priorInputs = (features: IssueFeatures): Inputs => ({
  blocks: features.blocks,
  dense: { hand: features.hand, keywords: features.keywords },
});

/** Each view's logits for some of the prior's classes, each view less its mean; views one after another. */
export function priorLogits(prior: Prior, features: IssueFeatures, classes: readonly string[]): Float64Array {
  const inputs = priorInputs(features);
  const chosen = classes.map((name) => prior.classes.indexOf(name));
  const out = new Float64Array(prior.views.length * classes.length);
  prior.views.forEach(({ model }, view) => {
    const logits = evaluate(model, inputs);
    const kept = chosen.map((index) => logits[index] ?? 0);
    const mean = kept.reduce((a, b) => a + b, 0) / kept.length;
    kept.forEach((logit, k) => {
      out[view * classes.length + k] = logit - mean;
    });
  });
  return out;
}
