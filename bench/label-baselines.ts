import { extractFeatures } from '../src/classify/local/features/issue-features.ts';
import type { TaggedIssue } from '../src/classify/local/labels/label-models.ts';
import { fitSigmoids } from '../src/classify/local/labels/sigmoid-regression.ts';
import { designRows, fitDesign, visitBlock } from '../src/classify/local/solver/design.ts';
import { logistic } from '../src/domain/issue/log-odds.ts';

/** Always the repository's most frequent label. */
export function mostFrequentLabel(rows: readonly TaggedIssue[]): string[] {
  const counts = new Map<string, number>();
  for (const row of rows) for (const label of row.labels) counts.set(label, (counts.get(label) ?? 0) + 1);
  const top = [...counts].sort((a, b) => b[1] - a[1])[0];
  return top ? [top[0]] : [];
}

/** Words 1 and 2 in a row, TF-IDF, one logistic regression a label, yes from one half. */
export function trainTfidf(
  rows: readonly TaggedIssue[],
): (issue: { title: string; body: string }) => string[] {
  const scores = trainTfidfScores(rows);
  return (issue) => [...scores(issue)].filter(([, p]) => p > 0.5).map(([name]) => name);
}

/** The same, with each label's probability. */
export function trainTfidfScores(
  rows: readonly TaggedIssue[],
): (issue: { title: string; body: string }) => Map<string, number> {
  const names = [...new Set(rows.flatMap((row) => row.labels))].sort();
  const read = (issue: { title: string; body: string }) => ({
    blocks: { words: extractFeatures(issue, new Set()).blocks.words },
    dense: {},
  });
  const inputs = rows.map(read);
  const design = fitDesign(inputs, { blocks: { words: 1 }, dense: {}, minimum: 2 });
  const truth = Uint8Array.from(
    rows.flatMap((row) => names.map((name) => (row.labels.includes(name) ? 1 : 0))),
  );
  const { weights, intercepts } = fitSigmoids(
    designRows(design, inputs),
    { outputs: names.length, truth, strength: 10 },
    30,
  );
  return (issue) => {
    const logits = intercepts.slice();
    for (const block of design.blocks) {
      visitBlock(block, read(issue).blocks.words, (column, value) => {
        for (let k = 0; k < names.length; k++)
          logits[k] = (logits[k] ?? 0) + value * (weights[column * names.length + k] ?? 0);
      });
    }
    return new Map(names.map((name, k) => [name, logistic(logits[k] ?? 0)]));
  };
}
