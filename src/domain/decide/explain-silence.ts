import type { Dimension } from '../issue/decision.ts';
import { percent } from '../text/percent.ts';
import { suggestedFrom } from './maybe-values.ts';

const nouns: Readonly<Record<Dimension, { one: string; article: string; many: string }>> = {
  category: { one: 'category', article: 'a', many: 'categories' },
  priority: { one: 'priority', article: 'a', many: 'priorities' },
  effort: { one: 'effort', article: 'an', many: 'efforts' },
  area: { one: 'area', article: 'an', many: 'areas' },
};

/** What is known of a dimension about which nothing is suggested. */
export interface Silence {
  dimension: Dimension;
  /** Labels of the repository that carry a value of it. */
  labels: number;
  /** How likely its likeliest value is, 0 to 1; null where no model spoke. */
  likeliest: number | null;
  /** Of the past issues whose labels were learned from, how many carry a value; null where that isn't known. */
  taught: { given: number; issues: number } | null;
}

/** Why nothing is suggested, in a sentence with its number. */
export function explainSilence({ dimension, labels, likeliest, taught }: Silence): string {
  const { one, article, many } = nouns[dimension];
  if (labels === 0) return `This repository has no labels for ${many}.`;
  if (likeliest !== null)
    return `The likeliest ${one} is ${percent(likeliest)} likely; suggestions start at ${percent(suggestedFrom)}.`;
  if (taught && taught.issues > 0)
    return `${taught.given} of ${taught.issues} past issues have ${article} ${one}: too few to learn from.`;
  return `No past issue with ${article} ${one} to learn from yet.`;
}
