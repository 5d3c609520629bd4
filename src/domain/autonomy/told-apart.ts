import { categories, type Dimension } from '../issue/decision.ts';
import { areasToldApart } from './judged-areas.ts';

/**
 * How common each category is among issues as people file them, before a repository's own use of its labels is known. Most trackers
 * hold about twice as many bugs as feature requests, and few questions and documentation issues.
 */
export const usualShares: Readonly<Record<(typeof categories)[number], number>> = {
  bug: 0.5,
  feature: 0.3,
  question: 0.12,
  documentation: 0.08,
};
/** A share of the issues, so that these categories are what most issues are. */
const most = 0.75;
/** A value given more rarely than this, among the issues with one, does not count as in use. */
const inUse = 0.02;
/** Fewer labeled issues than this don't tell which kinds are labeled. */
const few = 5;
/** Where at least this share of all issues is labeled, the rest says little. */
const nearlyAll = 0.8;

/** Whether most issues, as people file them, fall under one of these categories. */
export function coverMostIssues(values: Iterable<string>): boolean {
  const named = new Set(values);
  const covered = categories.filter((name) => named.has(name));
  return covered.reduce((sum, name) => sum + usualShares[name], 0) >= most;
}

/** Whether values of a dimension, which are those in use, are opposites of each other for nearly every issue. */
const opposed: Record<Exclude<Dimension, 'area'>, (values: readonly string[]) => boolean> = {
  category: coverMostIssues,
  // Where only the urgent is marked, an issue without a priority is an ordinary one.
  priority: (values) => values.length >= 2 && values.some((value) => value === 'medium' || value === 'low'),
  effort: (values) => values.length >= 2,
};

/**
 * Whether a repository's labels of a dimension are told apart from each other, on the issues that carry one. Labels are put
 * on now and then, and an issue without one says nothing: where bugs and features are labeled, an unlabeled issue is either. It
 * says a lot where one kind alone is labeled: a tracker that marks nothing but its documentation issues makes "documentation"
 * right on every issue that can be judged, and wrong on most others. There, values are judged on all issues. While hardly
 * any issue carries one, nobody can tell yet.
 * @param examples issues of each value
 * @param issues of the repository, labeled or not
 */
export function isToldApart(
  dimension: Dimension,
  examples: ReadonlyMap<string, number>,
  issues: number,
): boolean {
  if (dimension === 'area') return areasToldApart(examples.values());
  const all = [...examples.values()].reduce((a, b) => a + b, 0);
  if (all < few) return true;
  const used = [...examples].filter(([, count]) => count >= all * inUse).map(([value]) => value);
  return opposed[dimension](used) || (used.length >= 2 && all >= issues * nearlyAll);
}
