import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { averagePrecision, rankingFigures, type ScoredIssue } from '../bench/areas/figures.ts';
import { mean } from '../bench/metrics.ts';
import { printReport } from '../bench/report.ts';
import { generalIdf } from '../src/classify/embedding/general-idf.ts';
import {
  answeredIssues,
  blendProbabilities,
  fitBlend,
  shippedBlend,
} from '../src/classify/local/areas/area-blend.ts';
import { type AreaWeights, packAreaWeights, standardize } from '../src/classify/local/areas/area-weights.ts';
import { pairWidth } from '../src/classify/local/areas/pair-columns.ts';
import {
  collectPairs,
  nextRefit,
  type RepositoryPairs,
  trainAreaWeights,
} from '../src/classify/local/areas/train-area-weights.ts';
import { type AreaSet, areaTrainingSets } from './area-data.ts';
import { commandLine } from './command-line.ts';

const { check } = commandLine(
  'train:areas',
  'Trains the shipped weights of areas, and those without each organization for bench:areas. The result is deterministic.',
)
  .option('--check', 'only report the figures, write nothing', false)
  .parse()
  .opts();

/** Count up when the columns or the first stage change: repositories' own models are retrained then. */
const version = '1';
/** Fewer labels or labelings say nothing of how well labels are told apart. */
const least = { labels: 4, truths: 20 };
/** A repository with hardly a labeling teaches nothing. */
const leastToTeach = 6;

const sets = areaTrainingSets().filter(
  ({ issues, areas }) =>
    areas.length > 0 && issues.filter((issue) => issue.areas.length > 0).length >= leastToTeach,
);
if (sets.length === 0) {
  console.error('npm run train:areas requires the issue data in ../shared/data, which is missing.');
  process.exit(1);
}
const collected = sets.map((set) => ({ set, pairs: collectPairs(set.issues, set.areas, generalIdf) }));
console.log(
  `${sets.length} repositories, ${sets.reduce((sum, { issues }) => sum + issues.length, 0)} issues`,
);

const organizations = [...new Set(sets.map(({ organization }) => organization))].sort();
const without = new Map(
  organizations.map((organization) => [
    organization,
    trainAreaWeights(
      collected.flatMap(({ set, pairs }) => (set.organization === organization ? [] : [pairs])),
      version,
    ),
  ]),
);
const judged = collected
  .filter(
    ({ set, pairs }) =>
      set.areas.length >= least.labels && pairs.truth.reduce((sum, one) => sum + one, 0) >= least.truths,
  )
  .map(({ set, pairs }) => judge(set, pairs, without.get(set.organization) as AreaWeights));

printReport({
  title: 'Areas, predict then learn, by weights that do not know the organization',
  columns: [
    'repository',
    'labels',
    'average precision',
    'shipped alone',
    'first 100',
    'micro-F1',
    'first',
    'top 3',
  ],
  rows: judged.map(({ set, own, shipped, early }) => [
    ...[set.name, set.areas.length, own.averagePrecision, shipped.averagePrecision, early],
    ...[own.microF1, own.first, own.top3],
  ]),
  notes: [
    `Precision at and above each confidence, mean of the repositories: ${curve()
      .map(([at, precision]) => `${at}: ${precision.toFixed(2)}`)
      .join(', ')}.`,
  ],
  figures: {
    average_precision: mean(judged.map(({ own }) => own.averagePrecision)),
    shipped_alone: mean(judged.map(({ shipped }) => shipped.averagePrecision)),
    under_100: mean(judged.map(({ early }) => early)),
    micro_f1: mean(judged.map(({ own }) => own.microF1)),
    top3: mean(judged.map(({ own }) => own.top3)),
  },
});
if (!check) write();

/** The second stage alone, on the pairs as they were collected. */
function judge(set: AreaSet, pairs: RepositoryPairs, weights: AreaWeights) {
  const columns = standardize(pairs.columns.slice(), weights);
  const labels = pairs.labels.length;
  const answered = Array.from({ length: pairs.issues }, (_, i) => ({
    columns: columns.subarray(i * labels * pairWidth, (i + 1) * labels * pairWidth),
    truth: pairs.truth.subarray(i * labels, (i + 1) * labels),
    carrying: pairs.carrying[i] as boolean,
    absence: pairs.absence[i] as number,
  }));
  const plain = shippedBlend(weights, labels);
  let blend = plain;
  let refitAt = nextRefit(0);
  const own: ScoredIssue[] = [];
  const shipped: ScoredIssue[] = [];
  answered.forEach(({ columns, truth, carrying }, i) => {
    if (i >= refitAt) {
      blend = fitBlend(answered.slice(Math.max(0, i - answeredIssues(labels)), i), weights, labels);
      refitAt = nextRefit(i);
    }
    if (!carrying) return;
    own.push({ probabilities: blendProbabilities(blend, columns).closed, truth });
    shipped.push({ probabilities: blendProbabilities(plain, columns).closed, truth });
  });
  const early = own
    .slice(0, 100)
    .flatMap(({ probabilities, truth }) =>
      Array.from(probabilities, (p, k) => ({ p, right: truth[k] === 1 })),
    );
  return {
    ...{ set, issues: own, own: rankingFigures(own), shipped: rankingFigures(shipped) },
    early: averagePrecision(early),
  };
}

function curve(): [number, number][] {
  return [0.5, 0.6, 0.7, 0.8, 0.88, 0.96].map((at) => {
    const precisions = judged.flatMap(({ issues }) => {
      const said = issues.flatMap(({ probabilities, truth }) =>
        Array.from(probabilities, (p, k) => ({ p, right: truth[k] === 1 })).filter(({ p }) => p >= at),
      );
      return said.length === 0 ? [] : [said.filter(({ right }) => right).length / said.length];
    });
    return [at, mean(precisions)];
  });
}

function write(): void {
  const root = join(import.meta.dirname, '..');
  const names = sets.map(({ name }) => name).join(', ');
  const note = (besides: string) =>
    [
      'Made by npm run train:areas: numbers only, no text of any issue.',
      `Learnt from the labels that maintainers gave public issues (and, for tidev, public Jira components): ${names}${besides}.`,
    ].join(' ');
  const shipped = trainAreaWeights(
    collected.map(({ pairs }) => pairs),
    version,
  );
  const target = join(root, 'src/classify/local/areas/area-weights.json');
  const text = `${JSON.stringify(packAreaWeights(shipped, note('')))}\n`;
  writeFileSync(target, text);
  console.log(`${target}: ${(text.length / 1024).toFixed(1)} kB`);
  const held = Object.fromEntries(
    [...without].map(([organization, weights]) => [
      organization,
      packAreaWeights(weights, note(`, without those of ${organization}`)),
    ]),
  );
  writeFileSync(join(root, 'bench/areas/weights-without.json'), `${JSON.stringify(held)}\n`);
  console.log('Now format both files: npm run lint');
}
