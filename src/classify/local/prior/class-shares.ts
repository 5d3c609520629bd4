import { coverMostIssues, usualShares } from '../../../domain/autonomy/told-apart.ts';
import { ownEntry } from '../../../domain/text/own-entry.ts';

/** A category of the repository's own, before it has been used. */
const usualOfOwn = 0.08;
/** The shares for which the shipped prior's intercepts stand: it was trained on as many bugs as features and questions. */
const trained: Readonly<Record<string, number>> = {
  bug: 0.3,
  feature: 0.3,
  question: 0.3,
  documentation: 0.1,
};
/** Labeled issues that the usual shares count for. */
const usualWeight = 20;
/** What is left of the usual share of a category that has no label here, where most issues fall under one that has. */
const withoutLabel = 0.3;

/** What is known of a repository's categories. */
export interface CategoryUse {
  /** Labeled issues of each class, in the order of the classes. */
  counts: readonly number[];
  /** Categories that a label of the repository carries; null where that is not known. */
  labeled: ReadonlySet<string> | null;
}

/** How common each class is expected to be in a repository, summing to 1: the usual shares moved towards its own use of labels. */
export function classShares(classes: readonly string[], { counts, labeled }: CategoryUse): number[] {
  const coversMost = labeled !== null && coverMostIssues(labeled);
  const before = classes.map((name) => {
    const share = ownEntry(usualShares, name) ?? usualOfOwn;
    return coversMost && !labeled.has(name) ? share * withoutLabel : share;
  });
  const sum = before.reduce((a, b) => a + b, 0);
  const total = counts.reduce((a, b) => a + b, 0) + usualWeight;
  return before.map((share, k) => ((counts[k] ?? 0) + (usualWeight * share) / sum) / total);
}

/**
 * What is added to the prior's logits so that they hold for a repository with these shares (M. Saerens, P. Latinne and C. Decaestecker,
 * "Adjusting the Outputs of a Classifier to New a Priori Probabilities", Neural Computation 14, 2002). In nats, with a mean of 0.
 */
export function priorShift(classes: readonly string[], use: CategoryUse): Float64Array {
  const shift = classShares(classes, use).map((share, k) =>
    Math.log(share / (trained[classes[k] ?? ''] ?? 0.1)),
  );
  const mean = shift.reduce((a, b) => a + b, 0) / shift.length;
  return Float64Array.from(shift, (amount) => amount - mean);
}
