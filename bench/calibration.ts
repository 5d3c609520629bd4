import { commandLine, needFiles, wholeNumber } from '../scripts/command-line.ts';
import { readHistory } from '../src/classify/local/category/history.ts';
import { modelProbabilities } from '../src/classify/local/category/predict.ts';
import { trainRepositoryModel } from '../src/classify/local/category/train-repository-model.ts';
import { extractFeatures } from '../src/classify/local/features/issue-features.ts';
import { readDatedRows } from './dated-rows.ts';
import { type Answer, accuracy, calibrationError, mean } from './metrics.ts';
import { createOutsidePriors } from './outside-priors.ts';
import { printReport } from './report.ts';

// Nothing that is answered was learnt from: each repository is left out of the prior, its model learns from some issues in the order of
// time, and is asked about those that came right after.
const { file, least } = commandLine(
  'bench:calibration',
  'Whether a category said with 80% confidence is right in 80% of the cases: repositories in the order of time, each left out of the prior, asked about the issues after those that taught its model.',
)
  .option('--file <file>', 'labeled issues of several repositories', '../shared/data/prior/issues.jsonl')
  .option('--least <issues>', 'only repositories with at least so many', wholeNumber(1), 600)
  .parse()
  .opts();
needFiles([file], 'JSON Lines with repo, label, title, body, created_at', '--file FILE');
/** Lessons that a model is trained with, where in the past they begin, and how many issues it is asked about. */
const histories = [30, 100, 300];
const starts = [0, 200];
const asked = 200;

const priorOf = createOutsidePriors([]);
const answers = new Map(histories.map((lessons) => [lessons, [] as Answer[]]));
const repositories = [...readDatedRows(file)].filter(([, rows]) => rows.length >= least);
for (const [repo, rows] of repositories) {
  const prior = priorOf(repo);
  const labeled = new Set(rows.map(({ label }) => label));
  for (const lessons of histories)
    for (const start of starts) {
      const taught = rows.slice(start, start + lessons);
      const model = trainRepositoryModel(taught, prior, readHistory(prior, taught));
      const templates = new Set(model.templates);
      for (const row of rows.slice(start + lessons, start + lessons + asked)) {
        const shares = modelProbabilities(model, prior, extractFeatures(row, templates), labeled);
        const [said, confidence] = Object.entries(shares).reduce((best, one) =>
          one[1] > best[1] ? one : best,
        );
        answers.get(lessons)?.push({ truth: row.label, said, confidence });
      }
    }
}

const figures = [...answers].map(([lessons, given]) => {
  const sure = given.filter(({ confidence }) => confidence >= 0.8);
  return {
    lessons,
    answers: given.length,
    accuracy: accuracy(given),
    confidence: mean(given.map(({ confidence }) => confidence)),
    ece: calibrationError(given),
    coverage_80: sure.length / Math.max(1, given.length),
    precision_80: accuracy(sure),
  };
});
printReport({
  title: `Categories in the order of time: ${repositories.map(([repo]) => repo).join(', ')}`,
  columns: [
    'lessons',
    'answers',
    'accuracy',
    'mean confidence',
    'calibration error',
    'covered at .8',
    'right there',
  ],
  rows: figures.map((one) => Object.values(one)),
  figures: Object.fromEntries(figures.map(({ lessons, ...rest }) => [`lessons_${lessons}`, rest])),
});
