import { readHistory } from '../../src/classify/local/category/history.ts';
import { predict } from '../../src/classify/local/category/predict.ts';
import { trainRepositoryModel } from '../../src/classify/local/category/train-repository-model.ts';
import type { Opinion } from '../../src/domain/issue/decision.ts';
import { type BenchRow, crossValidation } from '../accuracy-splits.ts';
import { createOutsidePriors } from '../outside-priors.ts';

/** An issue, what the local model says of it without having seen it, and where it belongs. */
export interface AnsweredRow {
  row: BenchRow;
  /** The same number for the same issue in every run. */
  at: number;
  fold: number;
  /** Labels that the repository uses. */
  labels: readonly string[];
  opinion: Opinion;
}

/**
 * The local model's opinions, never on an issue that it learnt from: the prior has not seen the repository, and `taught`
 * has learnt from the repository's four other folds only; without lessons these tell what their texts tell without labels.
 */
export function answerLocally(rows: readonly BenchRow[], file: string, taught: boolean): AnsweredRow[] {
  const priorOf = createOutsidePriors([file]);
  const place = new Map(rows.map((row, at) => [row, at]));
  const folds = new Map<string, number>();
  return crossValidation(rows, 1).flatMap(({ repo, train, test }) => {
    const prior = priorOf(repo);
    const model = trainRepositoryModel(taught ? train : [], prior, readHistory(prior, train));
    const labels = [...new Set([...train, ...test].map(({ label }) => label))].sort();
    const fold = folds.get(repo) ?? 0;
    folds.set(repo, fold + 1);
    return test.map((row) => {
      const { probabilities } = predict(model, prior, row);
      return { row, at: place.get(row) ?? 0, fold, labels, opinion: opinionOn(probabilities, labels) };
    });
  });
}

/** What the repository has no label for is not asked for: its share goes to the others. */
function opinionOn(probabilities: Record<string, number>, labels: readonly string[]): Opinion {
  const total = labels.reduce((sum, label) => sum + (probabilities[label] ?? 0), 0) || 1;
  return {
    source: 'local',
    model: 'local',
    dimension: 'category',
    probabilities: Object.fromEntries(labels.map((label) => [label, (probabilities[label] ?? 0) / total])),
    reasons: {},
  };
}
