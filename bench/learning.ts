import { readFileSync, writeFileSync } from 'node:fs';
import { commandLine, needFiles, wholeNumber } from '../scripts/command-line.ts';
import { drawCurves } from './learning/draw-curves.ts';
import { type Learner, learningPolicies } from './learning/learners.ts';
import { toStream } from './learning/read-stream.ts';
import { startProgress } from './learning/start-progress.ts';
import { mean } from './metrics.ts';
import { createOutsidePriors } from './outside-priors.ts';
import { printReport } from './report.ts';

// Predict, then learn from the truth: each issue of a repository, in the order of time, is answered by what the ones before it
// taught. Against the same model without learning, and against one that is trained anew every 100 issues.
const options = commandLine(
  'bench:learning',
  'Predict, then learn from the truth, in the order of time: against the same model without learning, and trained anew every 100 issues.',
)
  .option('--file <file>', 'the issues', '../shared/data/labels/temporal.jsonl')
  .option('--out <file>', 'where the curves go', 'docs/images/learning-curve.svg')
  .option('--limit <n>', 'only the first so many issues of a repository', wholeNumber(1))
  .option('--no-pooling', 'labels earn their place by their own outcomes alone')
  .parse()
  .opts();
needFiles(
  [options.file],
  'JSON Lines with repo, number, created_at, title, body, labels, in time order',
  '--file FILE',
);
const stream = toStream(readFileSync(options.file, 'utf8'), options.limit ?? Number.POSITIVE_INFINITY);

/** One answer: which hundred of its repository's issues it belongs to, and what came of it. */
interface Point {
  hundred: number;
  right: boolean;
  /** False where nothing is likelier than not: it is not even suggested. */
  said: boolean;
  written: boolean;
}

const tellProgress = startProgress(stream.map(({ issues }) => issues.length));
const points: Record<Learner['name'], Point[]> = { none: [], learning: [], 'every 100': [] };
// The shipped prior has learned from some of these repositories; this one has seen none of them.
const prior = createOutsidePriors([])(...stream.map(({ repository }) => repository));
for (const { repository, issues, meanings } of stream) {
  const learners = learningPolicies(meanings, prior, options.pooling);
  for (const [i, issue] of issues.entries()) {
    for (const learner of learners) {
      const { value, confidence, written } = learner.predict(issue);
      const right = value === issue.truth;
      const said = confidence >= 0.5;
      points[learner.name].push({ hundred: Math.floor(i / 100), right, said, written: said && written });
      await learner.learn(issue, { value, confidence, right });
    }
    tellProgress(repository, i + 1, issues.length);
  }
}

const share = (list: readonly Point[], of: (point: Point) => boolean) =>
  list.length === 0 ? null : mean(list.map((point) => (of(point) ? 1 : 0)));
function measure(list: readonly Point[]) {
  return {
    issues: list.length,
    accuracy: share(list, ({ right }) => right),
    abstention: share(list, ({ said }) => !said),
    coverage: share(list, ({ written }) => written),
    precision: share(
      list.filter(({ written }) => written),
      ({ right }) => right,
    ),
  };
}
const names = ['none', 'learning', 'every 100'] as const;
const hundreds = [...new Set(points.none.map(({ hundred }) => hundred))].sort((a, b) => a - b);
const rows = hundreds.map((hundred) => ({
  hundred,
  ...Object.fromEntries(
    names.map((name) => [name, measure(points[name].filter((point) => point.hundred === hundred))]),
  ),
})) as ({ hundred: number } & Record<Learner['name'], ReturnType<typeof measure>>)[];

writeFileSync(options.out, drawCurves(rows));
printReport({
  title: 'Predict, then learn, by hundred issues of a repository',
  columns: [
    'issues of a repository',
    'answers',
    ...names.map((name) => `right, ${name}`),
    ...names.map((name) => `silent, ${name}`),
    ...names.map((name) => `written, ${name}`),
    ...names.map((name) => `right of written, ${name}`),
  ],
  rows: rows.map((row) => [
    `${row.hundred * 100 + 1}–${row.hundred * 100 + 100}`,
    row.none.issues,
    ...names.map((name) => row[name].accuracy),
    ...names.map((name) => row[name].abstention),
    ...names.map((name) => row[name].coverage),
    ...names.map((name) => row[name].precision),
  ]),
  notes: [
    `The curves stand in ${options.out}. Written: the label has earned it (target .80, one-sided 90 %) and the confidence is over its threshold.`,
  ],
  figures: {
    ...Object.fromEntries(names.map((name) => [name.replace(' ', '_'), measure(points[name])])),
    by_hundred: rows.map(({ hundred, ...row }) => ({
      from: hundred * 100 + 1,
      ...Object.fromEntries(names.map((name) => [name.replace(' ', '_'), row[name]])),
    })),
  },
});
