import { readFileSync } from 'node:fs';
import { commandLine, needFiles, share } from '../scripts/command-line.ts';
import {
  chooseLabels,
  type LabelModels,
  predictLabels,
  type TaggedIssue,
  trainLabelModels,
} from '../src/classify/local/labels/label-models.ts';
import { mostFrequentLabel, trainTfidf } from './label-baselines.ts';
import { mean } from './metrics.ts';
import { printResult, printTable } from './report.ts';

// Predict, then learn: every issue is answered by what the repository's earlier issues taught, in the order of time.
const { file, threshold = null } = commandLine(
  'bench:labels',
  "A repository's own labels, predict then learn, beside TF-IDF and the most frequent label.",
)
  .option('--file <file>', 'the issues', '../shared/data/labels/temporal.jsonl')
  .option(
    '--threshold <share>',
    "from this probability on a label is given (without: each label's own)",
    share,
  )
  .parse()
  .opts();
needFiles([file], 'JSON Lines with repo, title, body, labels, in time order', '--file FILE');
const labelsFrom = (models: LabelModels | null, row: TaggedIssue): string[] => {
  if (!models) return [];
  const probabilities = predictLabels(models, row);
  return threshold === null
    ? chooseLabels(models, probabilities)
    : Object.keys(probabilities).filter((label) => (probabilities[label] ?? 0) >= threshold);
};
/** Models are trained anew when the history has grown by a quarter, and learn from the newest 2,000 issues. */
const growth = 1.25;
const newest = 2_000;
const firstTraining = 15;

interface Answer {
  repo: string;
  truth: readonly string[];
  said: Record<'local' | 'most frequent' | 'TF-IDF', readonly string[]>;
}

const byRepository = new Map<string, TaggedIssue[]>();
for (const line of readFileSync(file, 'utf8').split('\n').filter(Boolean)) {
  const row = JSON.parse(line) as {
    repo: string;
    title: string;
    body: string | null;
    labels: (string | { name: string })[];
  };
  const labels = [...new Set(row.labels.map((label) => (typeof label === 'string' ? label : label.name)))];
  byRepository.set(row.repo, [
    ...(byRepository.get(row.repo) ?? []),
    { title: row.title, body: row.body ?? '', labels },
  ]);
}

const answers: Answer[] = [];
for (const [repo, rows] of byRepository) {
  let trainAt = firstTraining;
  let models: LabelModels | null = null;
  let tfidf: ((issue: TaggedIssue) => string[]) | null = null;
  rows.forEach((row, i) => {
    if (i >= trainAt) {
      const history = rows.slice(Math.max(0, i - newest), i);
      models = trainLabelModels(history);
      tfidf = trainTfidf(history);
      trainAt = Math.ceil(i * growth) + 5;
    }
    answers.push({
      repo,
      truth: row.labels,
      said: {
        local: labelsFrom(models, row),
        'most frequent': mostFrequentLabel(rows.slice(0, i)),
        'TF-IDF': tfidf ? tfidf(row) : [],
      },
    });
  });
}

type Method = keyof Answer['said'];
function measure(method: Method, given: readonly Answer[]) {
  const sum = (count: (answer: Answer) => number) =>
    given.reduce((total, answer) => total + count(answer), 0);
  const hits = sum(({ truth, said }) => said[method].filter((label) => truth.includes(label)).length);
  const precision =
    hits /
    Math.max(
      1,
      sum(({ said }) => said[method].length),
    );
  const recall =
    hits /
    Math.max(
      1,
      sum(({ truth }) => truth.length),
    );
  return {
    micro_f1: hits === 0 ? 0 : (2 * precision * recall) / (precision + recall),
    precision,
    recall,
    coverage: mean(given.map(({ said }) => (said[method].length > 0 ? 1 : 0))),
    set_accuracy: mean(
      given.map(({ truth, said }) =>
        truth.length === said[method].length && said[method].every((label) => truth.includes(label)) ? 1 : 0,
      ),
    ),
  };
}

const labelCounts = new Map<string, number>();
for (const { truth } of answers)
  for (const label of truth) labelCounts.set(label, (labelCounts.get(label) ?? 0) + 1);
const by_label = Object.fromEntries(
  [...labelCounts]
    .filter(([, count]) => count >= 20)
    .sort((a, b) => b[1] - a[1])
    .map(([label, count]) => {
      const said = answers.filter((answer) => answer.said.local.includes(label));
      const hits = said.filter((answer) => answer.truth.includes(label)).length;
      return [label, { issues: count, precision: hits / Math.max(1, said.length), recall: hits / count }];
    }),
);
const methods: Method[] = ['local', 'most frequent', 'TF-IDF'];
printTable(
  'Predict, then learn, in the order of time',
  methods.map((method) => ({ method, ...measure(method, answers) })),
);
printTable(
  'By label',
  Object.entries(by_label).map(([label, figures]) => ({ label, ...figures })),
);
printTable(
  'By repository',
  [...byRepository.keys()].map((repo) => ({
    repository: repo,
    ...measure(
      'local',
      answers.filter((answer) => answer.repo === repo),
    ),
  })),
);
const { micro_f1, precision, recall, coverage, set_accuracy } = measure('local', answers);
printResult({
  micro_f1,
  precision,
  recall,
  coverage,
  set_accuracy,
  by_label,
  baselines: { most_frequent: measure('most frequent', answers), tfidf: measure('TF-IDF', answers) },
});
