import { type AreaSet, readAreaSets } from '../scripts/area-data.ts';
import { commandLine, needFiles, wholeNumber } from '../scripts/command-line.ts';
import { learnAreas } from '../src/classify/local/areas/learn-areas.ts';
import { rankingFigures } from './areas/figures.ts';
import { weightsWithout } from './areas/held-out-weights.ts';
import { type AreaSaid, baselineNames, target, type WalkedIssue, walkAreas } from './areas/walk-areas.ts';
import { mean } from './metrics.ts';
import { printReport } from './report.ts';

// Areas through the product's own autonomy, in the order of time: predict, decide, then learn. Judged where an issue carries an
// area; what is written on the others is counted apart. The weights know nothing of the file's organization.
const { file, column, where, only, limit, last } = commandLine(
  'bench:areas',
  "A repository's areas, predict then learn, through the product's own autonomy, beside three baselines.",
)
  .requiredOption('--file <file>', 'the issues, JSON Lines in time order')
  .option('--column <column>', 'what holds the areas: labels or components', 'labels')
  .option('--where <column=value>', 'only rows with this value, such as project=TIMOB')
  .option('--only <pattern>', 'only labels of this glob are areas; several are separated by |')
  .option('--limit <n>', 'only the first so many issues', wholeNumber(1))
  .option('--last <n>', 'only the last so many issues', wholeNumber(1))
  .parse()
  .opts();
needFiles([file], 'JSON Lines with repo or project, title, body and labels, in time order', '--file FILE');
if (column !== 'labels' && column !== 'components') {
  console.error('--column must be labels or components.');
  process.exit(2);
}

/** A repository with fewer labels or labelings isn't judged. */
const least = { labels: 1, carrying: 20 };
const buckets = [
  [0, 100],
  [100, 300],
  [300, 1_000],
  [1_000, 3_000],
  [3_000, Number.POSITIVE_INFINITY],
] as const;

const sets = readAreaSets({ file, column, where, only, limit: last === undefined ? limit : -last }).filter(
  ({ areas, issues }) =>
    areas.length >= least.labels && issues.filter((issue) => issue.areas.length > 0).length >= least.carrying,
);
if (sets.length === 0) {
  console.error('No repository in this file has enough issues with an area.');
  process.exit(1);
}
const walked = sets.map((set) => ({ set, ...walkAreas(set, weightsWithout(set.organization)) }));

const share = (part: number, whole: number) => (whole === 0 ? null : part / whole);
const count = (list: readonly WalkedIssue[], of: (issue: WalkedIssue) => number) =>
  list.reduce((sum, issue) => sum + of(issue), 0);

/** Labels said in one way: which share of those given, how right where an area was given, and how many elsewhere. */
function measure(issues: readonly WalkedIssue[], pick: (issue: WalkedIssue) => readonly number[]) {
  const carrying = issues.filter((issue) => issue.carrying);
  const hits = count(carrying, (issue) => pick(issue).filter((k) => issue.truth[k] === 1).length);
  return {
    coverage: share(
      hits,
      count(carrying, ({ truth }) => truth.reduce((sum, one) => sum + one, 0)),
    ),
    precision: share(
      hits,
      count(carrying, (issue) => pick(issue).length),
    ),
    unlabelled: count(issues, (issue) => (issue.carrying ? 0 : pick(issue).length)),
  };
}

function figures(issues: readonly WalkedIssue[], of: (issue: WalkedIssue) => AreaSaid) {
  const ranking = rankingFigures(
    issues
      .filter(({ carrying }) => carrying)
      .map((issue) => ({ probabilities: of(issue).probabilities, truth: issue.truth })),
  );
  return {
    average_precision: ranking.averagePrecision,
    written: measure(issues, (issue) => of(issue).written),
    suggested: measure(issues, (issue) => of(issue).suggested),
    top3: ranking.top3,
    micro_f1: ranking.microF1,
  };
}

/** Labels written eight times or more on issues with an area, and how many of these were right less than 70 % of the time. */
function badLabels(issues: readonly WalkedIssue[]) {
  const records = new Map<number, { right: number; total: number }>();
  for (const { ours, truth, carrying } of issues)
    for (const k of carrying ? ours.written : []) {
      const record = records.get(k) ?? { right: 0, total: 0 };
      records.set(k, { right: record.right + (truth[k] as number), total: record.total + 1 });
    }
  const often = [...records.values()].filter(({ total }) => total >= 8);
  return { of: often.length, under_70: often.filter(({ right, total }) => right / total < 0.7).length };
}

function report(set: AreaSet, issues: readonly WalkedIssue[]) {
  return {
    ...figures(issues, ({ ours }) => ours),
    bad_labels: badLabels(issues),
    baselines: Object.fromEntries(
      baselineNames.map((name) => [
        name.replace(' ', '_'),
        figures(issues, ({ baselines }) => baselines[name]),
      ]),
    ),
    by_history: Object.fromEntries(
      buckets.flatMap(([from, to]) => {
        const own = issues.filter(({ history }) => history >= from && history < to);
        return own.some(({ carrying }) => carrying) ? [[from, figures(own, ({ ours }) => ours)]] : [];
      }),
    ),
    ...{ repository: set.name, labels: set.areas.length, issues: issues.length },
    carrying: count(issues, ({ carrying }) => (carrying ? 1 : 0)),
  };
}

const reports = walked.map(({ set, issues }) => report(set, issues));
const largest = walked.reduce((most, one) => (one.set.issues.length > most.set.issues.length ? one : most));
const cpu = process.cpuUsage();
const past = largest.set.issues
  .slice(-3_000)
  .map(({ title, body, areas }) => ({ title, body, labels: areas }));
learnAreas(past, largest.set.areas, weightsWithout(largest.set.organization));
const used = process.cpuUsage(cpu);
const replaySeconds = (used.user + used.system) / 1_000_000;
const [first] = reports;
const combined = reports.length === 1 && first ? first : { repositories: reports };

type Figures = ReturnType<typeof figures>;
const row = (name: string, said: Figures) => [
  ...[name, said.average_precision, said.written.coverage, said.written.precision, said.written.unlabelled],
  ...[said.suggested.coverage, said.suggested.precision, said.top3, said.micro_f1],
];
printReport({
  title: `Areas, predict then learn, target ${target}: judged on issues that carry an area`,
  columns: [
    ...['', 'average precision', 'written', 'right', 'on unlabeled', 'suggested', 'right', 'top 3'],
    'micro-F1',
  ],
  rows: reports.flatMap((own) => [
    row(`${own.repository} (${own.carrying} of ${own.issues})`, own),
    ...Object.entries(own.by_history).map(([from, said]) => row(`  from ${from}`, said as Figures)),
    ...Object.entries(own.baselines).map(([name, said]) => row(`  ${name}`, said as Figures)),
  ]),
  notes: [
    'Written and suggested: the share of the labels given that was said so. On unlabeled: labels written on issues without any area.',
    `A replay of the newest ${past.length} issues took ${replaySeconds.toFixed(1)} s of processor time.`,
  ],
  figures: {
    ...combined,
    replay: { issues: past.length, seconds: replaySeconds },
    predict_ms: mean(walked.flatMap(({ predictMs }) => predictMs)),
  },
});
