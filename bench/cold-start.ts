import { commandLine, needFiles } from '../scripts/command-line.ts';
import { leanOf, readHistory } from '../src/classify/local/category/history.ts';
import { extractFeatures } from '../src/classify/local/features/issue-features.ts';
import { type CategoryUse, priorShift } from '../src/classify/local/prior/class-shares.ts';
import { priorLogits, priorMean } from '../src/classify/local/prior/prior.ts';
import { softmax } from '../src/classify/local/solver/temperature.ts';
import { readDatedRows } from './dated-rows.ts';
import { type Answer, accuracy, calibrationError } from './metrics.ts';
import { createOutsidePriors } from './outside-priors.ts';
import { printReport } from './report.ts';

// The older half of a repository's issues is what it has on the day of installation, the newer half is asked about. The prior has never
// seen the repository; of the older half only texts and numbers of labels are read, no issue with its label.
const { file, only } = commandLine(
  'bench:cold-start',
  'Categories on the day of installation, each repository left out of the prior in turn: with equal classes, with the usual shares, with the labels that exist, and with how often each was given.',
)
  .option('--file <file>', 'labeled issues of several repositories', '../shared/data/prior/issues.jsonl')
  .option('--only <texts>', 'only repositories whose names contain one of these, separated by commas', '')
  .parse()
  .opts();
needFiles([file], 'JSON Lines with repo, label, title, body, created_at', '--file FILE');
const wanted = only.split(',');
const repositories = [...readDatedRows(file)].filter(([repo]) => wanted.some((text) => repo.includes(text)));
const priorOf = createOutsidePriors([]);
const answers = new Map<string, Answer[]>();

for (const [repo, own] of repositories) {
  const prior = priorOf(repo);
  const { classes } = prior;
  const past = own.slice(0, Math.floor(own.length / 2));
  const history = readHistory(prior, past);
  const lean = leanOf(prior, history, classes);
  const labeled = new Set(past.map(({ label }) => label));
  const counts = classes.map((name) => past.filter(({ label }) => label === name).length);
  const uses: Record<string, CategoryUse | null> = {
    'equal classes': null,
    'usual shares': { counts: [], labeled: null },
    'labels that exist': { counts: [], labeled },
    'labels as given': { counts, labeled },
  };
  for (const row of own.slice(past.length)) {
    const features = extractFeatures(row, history.templates);
    const logits = priorMean(prior, priorLogits(prior, features, classes, lean), classes.length);
    for (const [method, use] of Object.entries(uses)) {
      const shift = use ? priorShift(classes, use) : new Float64Array(classes.length);
      const shares = softmax(
        logits.map((logit, k) => logit + (shift[k] as number)),
        prior.temperature,
      );
      const confidence = Math.max(...shares);
      const said = classes[shares.indexOf(confidence)] as string;
      answers.set(method, [...(answers.get(method) ?? []), { truth: row.label, said, confidence }]);
    }
  }
}

const figures = [...answers].map(([method, given]) => {
  const sure = given.filter(({ confidence }) => confidence >= 0.8);
  return {
    method,
    accuracy: accuracy(given),
    coverage_80: sure.length / given.length,
    precision_80: accuracy(sure),
    ece: calibrationError(given),
  };
});
printReport({
  title: `${repositories.reduce((sum, [, own]) => sum + own.length, 0)} issues of ${repositories.length} repositories, the newer half of each asked about`,
  columns: ['class shares', 'accuracy', 'covered at .8', 'right there', 'calibration error'],
  rows: figures.map((one) => [one.method, one.accuracy, one.coverage_80, one.precision_80, one.ece]),
  figures: Object.fromEntries(figures.map(({ method, ...rest }) => [method.replaceAll(' ', '_'), rest])),
});
