import { commandLine, needFiles, wholeNumber } from '../scripts/command-line.ts';
import { readHistory } from '../src/classify/local/category/history.ts';
import { modelSize } from '../src/classify/local/category/model-cache.ts';
import { modelProbabilities, predict } from '../src/classify/local/category/predict.ts';
import { trainRepositoryModel } from '../src/classify/local/category/train-repository-model.ts';
import { extractFeatures, type IssueFeatures } from '../src/classify/local/features/issue-features.ts';
import type { Prior } from '../src/classify/local/prior/prior.ts';
import { answerFrom, keywordBaseline, tfidfBaseline } from './accuracy-baselines.ts';
import { type BenchRow, crossValidation, halves, readRows, type Split } from './accuracy-splits.ts';
import {
  type Answer,
  accuracy,
  calibrationError,
  f1,
  macroF1,
  mean,
  precisionAtCoverage,
} from './metrics.ts';
import { createOutsidePriors } from './outside-priors.ts';
import { predictAll } from './predict-all.ts';
import { printResult, printTable } from './report.ts';
import { dealByClass } from './shuffle.ts';

// How well the local classifier knows bug, feature and question. Nothing that is answered was learnt from: template
// lines, vocabulary and labels come from the training rows, and the prior has never seen the repository under test.
const options = commandLine(
  'bench:accuracy',
  'How well the local classifier knows bug, feature and question, beside keywords and TF-IDF: cross-validated, or with --test on held-out rows.',
)
  .option('--train <file>', 'issues to learn from', '../shared/data/nlbse/train.jsonl')
  .option('--test <file>', 'issues to answer (without: folds of those to learn from)')
  .option('--seeds <n>', 'how many divisions are measured', wholeNumber(1), 5)
  .parse()
  .opts();
const { seeds, train: trainFile } = options;
needFiles(
  [trainFile, ...(options.test ? [options.test] : [])],
  'JSON Lines with repo, label, title, body',
  '--train FILE --test FILE',
);
const rows = readRows(trainFile);
const splits = options.test ? halves(rows, readRows(options.test), seeds) : crossValidation(rows, seeds);
const priorOf = createOutsidePriors([trainFile]);
const priors = new Map<string, Prior>(
  [...new Set(splits.map(({ repo }) => repo))].map((repo) => [repo, priorOf(repo)]),
);

/** Milliseconds, as the clock on the wall has them and as this thread used them: the same on a quiet machine. */
const times = {
  train: [] as number[],
  trainWall: [] as number[],
  predict: [] as number[],
  predictWall: [] as number[],
  predictAll: [] as number[],
};
/** Memory of the category models, in bytes. */
const sizes: number[] = [];
const stopwatch = () => {
  const wall = performance.now();
  const cpu = process.threadCpuUsage();
  return () => {
    const used = process.threadCpuUsage(cpu);
    return { wall: performance.now() - wall, cpu: (used.user + used.system) / 1_000 };
  };
};
/** Answers by method, then by repository and seed: F1 is taken over a whole repository, then averaged. */
const answers = new Map<string, Map<string, Answer[]>>();
const record = (method: string, { repo, seed }: Split, given: Answer[]) => {
  const own = answers.get(method) ?? new Map<string, Answer[]>();
  answers.set(method, own.set(`${repo}#${seed}`, [...(own.get(`${repo}#${seed}`) ?? []), ...given]));
};

/** The whole way, with the clock running: history, lessons, and one prediction with its reasons after the other. */
function learnAll(split: Split, labels: readonly string[]): Answer[] {
  const prior = priors.get(split.repo) as Prior;
  const trained = stopwatch();
  const model = trainRepositoryModel(split.train, prior);
  const training = trained();
  sizes.push(modelSize(model));
  times.train.push(training.cpu);
  times.trainWall.push(training.wall);
  return split.test.map((row) => {
    const answered = stopwatch();
    const { probabilities } = predict(model, prior, row);
    const answering = answered();
    times.predict.push(answering.cpu);
    times.predictWall.push(answering.wall);
    return answerFrom(row, probabilities, labels);
  });
}

/** The first few lessons only; the other training rows are unlabeled history. */
function learnFew(split: Split, labels: readonly string[]): void {
  const prior = priors.get(split.repo) as Prior;
  const history = readHistory(prior, split.train);
  const features = split.test.map((row) => extractFeatures(row, history.templates));
  const answer = (method: string, lessons: BenchRow[]) => {
    const model = trainRepositoryModel(lessons, prior, history);
    record(
      method,
      split,
      split.test.map((row, i) =>
        answerFrom(row, modelProbabilities(model, prior, features[i] as IssueFeatures, null), labels),
      ),
    );
  };
  const dealt = dealByClass(split.train, (row) => row.label);
  for (const count of [0, 10, 30, 100]) answer(`${count} labels, drawn by class`, dealt.slice(0, count));
  for (const count of [10, 30, 100]) answer(`${count} labels, drawn at random`, split.train.slice(0, count));
}

const full = 'local';
const timed = new Set<string>();
for (const split of splits) {
  const labels = [...new Set([...split.train, ...split.test].map((row) => row.label))].sort();
  learnFew(split, labels);
  // With two files the seeds differ only in the few labels drawn: the whole is learnt once.
  if (options.test && split.seed > 0) continue;
  record(full, split, learnAll(split, labels));
  record('keywords', split, keywordBaseline(split, labels));
  record('TF-IDF words', split, tfidfBaseline(split, labels));
  // One split a repository tells enough of time; the first issues warm the code up.
  if (split.seed > 0 || timed.has(split.repo)) continue;
  timed.add(split.repo);
  let asked = 0;
  await predictAll(split, priors.get(split.repo) as Prior, () => {
    const answered = stopwatch();
    return () => {
      if (asked++ >= 20) times.predictAll.push(answered().cpu);
    };
  });
}

const groups = (method: string) => [...(answers.get(method) ?? new Map<string, Answer[]>())];
const repos = [...priors.keys()];
const byRepo = (method: string, repo: string, measure: (answers: readonly Answer[]) => number) =>
  mean(
    groups(method)
      .filter(([key]) => key.startsWith(`${repo}#`))
      .map(([, own]) => measure(own)),
  );
const overall = (method: string, measure: (answers: readonly Answer[]) => number) =>
  mean(repos.map((repo) => byRepo(method, repo, measure)));
const classes = [...new Set(splits.flatMap(({ test }) => test.map((row) => row.label)))].sort();
const by_repository = Object.fromEntries(
  repos.map((repo) => [
    repo,
    {
      macro_f1: byRepo(full, repo, macroF1),
      micro_f1: byRepo(full, repo, accuracy),
      ...Object.fromEntries(classes.map((label) => [label, byRepo(full, repo, (own) => f1(own, label))])),
    },
  ]),
);
/** Over all repositories and seeds together. */
const errorOf = (method: string) => calibrationError(groups(method).flatMap(([, own]) => own));
const pooled = groups(full).flatMap(([, own]) => own);
const sure = pooled.filter(({ confidence }) => confidence >= 0.8);

printTable(
  options.test ? 'Trained on one file, tested on the other' : `5-fold cross-validation, ${seeds} seeds`,
  repos.map((repo) => ({ repository: repo, ...by_repository[repo] })),
);
printTable(
  'Beside it (mean of repositories)',
  [...answers.keys()].map((method) => ({
    method,
    macro_f1: overall(method, macroF1),
    micro_f1: overall(method, accuracy),
    ece: errorOf(method),
  })),
);
printTable(
  'Sure of itself',
  [0.2, 0.4, 0.6, 0.8, 1].map((share) => ({
    'surest share': share,
    precision: precisionAtCoverage(pooled, share),
  })),
);
printTable('Milliseconds a time on one thread', [
  { what: 'train', 'of the thread': mean(times.train), 'on the wall': mean(times.trainWall) },
  {
    what: 'predict with reasons',
    'of the thread': mean(times.predict),
    'on the wall': mean(times.predictWall),
  },
  { what: 'predict category, areas, priority and effort', 'of the thread': mean(times.predictAll) },
]);
printResult({
  macro_f1: overall(full, macroF1),
  micro_f1: overall(full, accuracy),
  by_repository,
  few_shot: Object.fromEntries(
    [0, 10, 30, 100].map((count) => [count, overall(`${count} labels, drawn by class`, macroF1)]),
  ),
  few_shot_random: Object.fromEntries(
    [10, 30, 100].map((count) => [count, overall(`${count} labels, drawn at random`, macroF1)]),
  ),
  precision_at_60: precisionAtCoverage(pooled, 0.6),
  coverage_at_80_confidence: sure.length / pooled.length,
  precision_at_80_confidence: accuracy(sure),
  ece: calibrationError(pooled),
  ece_by_labels: Object.fromEntries(
    [0, 10, 30, 100].map((count) => [count, errorOf(`${count} labels, drawn by class`)]),
  ),
  ece_by_random_labels: Object.fromEntries(
    [10, 30, 100].map((count) => [count, errorOf(`${count} labels, drawn at random`)]),
  ),
  train_ms: mean(times.train),
  predict_ms: mean(times.predict),
  train_wall_ms: mean(times.trainWall),
  predict_wall_ms: mean(times.predictWall),
  predict_all_ms: mean(times.predictAll),
  model_bytes: Math.max(...sizes),
  baselines: { keywords: overall('keywords', macroF1), tfidf: overall('TF-IDF words', macroF1) },
});
