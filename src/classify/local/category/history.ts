import { extractFeatures, type IssueFeatures } from '../features/issue-features.ts';
import { type Prior, priorLogits } from '../prior/prior.ts';
import { findTemplateLinesInTexts, type TemplateLines } from '../text/template-lines.ts';

/** What a repository's issues tell without a label. */
export interface History {
  templates: TemplateLines;
  /** How the prior leans here, by view and class of the prior. */
  lean: Float64Array;
  /** The newest issues, labeled or not, newest last. */
  issues: { title: string; body: string; features: IssueFeatures }[];
  /** Issues that the repository has, read or not. */
  total: number;
}

/** Issues read: more would not move a mean, nor teach much of how people write here. */
const maxRead = 300;
/** With this many issues half of the correction is believed. */
const halfBelieved = 30;
/**
 * Share of the mean logit that is taken for the prior's own leaning. The rest may be that the repository truly has more
 * of one kind: a half gained on balanced repositories and lost nothing on repositories with 100/60/30, 100/30/15,
 * 40/100/20 and 100/15/60 bugs, features and questions; the whole lost on the last two.
 */
const leaning = 0.5;

/**
 * Reads template lines and the prior's leaning from a repository's issues, labeled or not. A house style (long forms,
 * questions in a template) moves every issue's logits the same way and says nothing of the single issue.
 * @param issues newest last
 */
export function readHistory(prior: Prior, issues: readonly { title: string; body: string }[]): History {
  const templates = findTemplateLinesInTexts(issues);
  const lean = new Float64Array(prior.views.length * prior.classes.length);
  const newest = issues.slice(-maxRead).map(({ title, body }) => ({
    ...{ title, body },
    features: extractFeatures({ title, body }, templates),
  }));
  for (const { features } of newest) {
    const logits = priorLogits(prior, features, prior.classes);
    for (let i = 0; i < lean.length; i++) lean[i] = (lean[i] as number) + (logits[i] as number);
  }
  return {
    templates,
    lean: lean.map((sum) => (leaning * sum) / (newest.length + halfBelieved)),
    issues: newest,
    total: issues.length,
  };
}

/** The leaning among some classes only, each view less its mean, as `priorLogits` gives them. */
export function leanOf(prior: Prior, { lean }: History, classes: readonly string[]): Float64Array {
  return Float64Array.from(
    prior.views.flatMap((_, view) => {
      const own = classes.map((name) => {
        const index = prior.classes.indexOf(name);
        return index < 0 ? 0 : (lean[view * prior.classes.length + index] as number);
      });
      const mean = own.reduce((a, b) => a + b, 0) / own.length;
      return own.map((amount) => amount - mean);
    }),
  );
}
