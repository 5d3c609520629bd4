import { extractFeatures } from '../features/issue-features.ts';
import type { TemplateLines } from '../text/template-lines.ts';
import { type Prior, priorLogits } from './prior.ts';

/** Issues read: more would not move a mean. */
const read = 300;
/** With this many issues half of the correction is believed. */
const halfBelieved = 30;
/**
 * Share of the mean logit that is taken for the prior's own leaning. The rest may be that the repository truly has more
 * of one kind: a half gained on balanced repositories and lost nothing on repositories with 100/60/30, 100/30/15,
 * 40/100/20 and 100/15/60 bugs, features and questions; the whole lost on the last two.
 */
const leaning = 0.5;

/**
 * How the prior leans in a repository it has never seen, from issues without labels: a house style (long forms, many
 * questions in a template) moves every issue's logits the same way and says nothing of the single issue.
 */
export function findPriorLean(
  prior: Prior,
  history: readonly { title: string; body: string }[],
  templates: TemplateLines,
  classes: readonly string[],
): Float64Array {
  const lean = new Float64Array(prior.views.length * classes.length);
  const newest = history.slice(-read);
  for (const issue of newest) {
    const logits = priorLogits(prior, extractFeatures(issue, templates), classes);
    for (let i = 0; i < lean.length; i++) lean[i] = (lean[i] as number) + (logits[i] as number);
  }
  return lean.map((sum) => (leaning * sum) / (newest.length + halfBelieved));
}
