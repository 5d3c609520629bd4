import { extractFeatures } from '../src/classify/local/features/issue-features.ts';
import { designRows, fitDesign } from '../src/classify/local/solver/design.ts';
import { evaluate } from '../src/classify/local/solver/linear-model.ts';
import { fitRows } from '../src/classify/local/solver/softmax-regression.ts';
import { softmax } from '../src/classify/local/solver/temperature.ts';
import { scoreKeywords } from '../src/domain/decide/keywords.ts';
import type { BenchRow, Split } from './accuracy-splits.ts';
import type { Answer } from './metrics.ts';

/** The most probable of the labels in use. */
export function answerFrom(
  row: BenchRow,
  probabilities: Record<string, number>,
  labels: readonly string[],
): Answer {
  const total = labels.reduce((sum, label) => sum + (probabilities[label] ?? 0), 0) || 1;
  const said = [...labels].sort((a, b) => (probabilities[b] ?? 0) - (probabilities[a] ?? 0))[0] ?? '';
  return { truth: row.label, said, confidence: (probabilities[said] ?? 0) / total };
}

/** Cues alone, nothing learnt. */
export const keywordBaseline = ({ test }: Split, labels: readonly string[]): Answer[] =>
  test.map((row) => answerFrom(row, scoreKeywords(row.title, row.body).probabilities, labels));

/** Words of title and body, 1 and 2 in a row, TF-IDF, L2 logistic regression: what most tools do. */
export function tfidfBaseline({ train, test }: Split, labels: readonly string[]): Answer[] {
  const read = (rows: readonly BenchRow[]) =>
    rows.map((row) => ({ blocks: { ...extractFeatures(row, new Set()).blocks }, dense: {} }));
  const inputs = read(train);
  const design = fitDesign(inputs, { blocks: { words: 1 }, dense: {} });
  const fitted = fitRows(designRows(design, inputs), {
    classes: labels.length,
    target: Int32Array.from(train, (row) => labels.indexOf(row.label)),
    strength: new Float64Array(train.length).fill(10),
  });
  const model = {
    design,
    classes: labels.length,
    weights: Float32Array.from(fitted.weights),
    intercepts: fitted.intercepts,
  };
  return read(test).map((input, i) => {
    const shares = softmax(evaluate(model, input));
    return answerFrom(
      test[i] as BenchRow,
      Object.fromEntries(labels.map((label, k) => [label, shares[k] ?? 0])),
      labels,
    );
  });
}
