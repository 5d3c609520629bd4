import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { createBm25 } from './duplicates/bm25-baseline.ts';
import { figuresOf, type Rank, rounded } from './duplicates/figures.ts';
import { type Flag, flagFigures } from './duplicates/flags.ts';
import { openProduct, repo } from './duplicates/product-search.ts';
import { askedNumbers, readHistory } from './duplicates/read-history.ts';
import { walkHistory } from './duplicates/walk-history.ts';
import { printReport } from './report.ts';

/**
 * How well earlier issues of the same problem are found, through the product's own index and ranking on a fresh embedded
 * database. Asked is the newer issue of each gold and high pair of the split; every earlier issue is a candidate, and any
 * earlier member of the cluster counts. Flags are counted over every issue of the split's time.
 */
const { values } = parseArgs({
  options: {
    issues: { type: 'string', default: '../shared/data/duplicates/go_issues.jsonl' },
    pairs: { type: 'string', default: '../shared/data/duplicates/go_pairs.jsonl' },
    split: { type: 'string', default: 'test' },
    /** Ask for the linked issues only: no figures for flags, a fifth of the time. */
    quick: { type: 'boolean', default: false },
    /** Candidates by words alone, without the nearest by vector. */
    words: { type: 'boolean', default: false },
  },
});
for (const path of [values.issues, values.pairs]) {
  if (!existsSync(path)) {
    console.error(`${path} is not there. Give the data with --issues FILE --pairs FILE.`);
    process.exit(1);
  }
}
const history = readHistory(resolve(values.issues), resolve(values.pairs));
const linked = askedNumbers(history, values.split);
const leaking = new Set(history.links.filter((link) => link.leaks).map((link) => link.newer));
const clusters = new Map(history.issues.map(({ number, cluster }) => [number, cluster]));
const window = history.issues.filter(({ number }) => linked.has(number)).map(({ createdAt }) => createdAt);
const [from = '', to = ''] = [window[0], window.at(-1)];

const product = await openProduct(history, { byVector: !values.words });
const bm25 = createBm25();
const ranks: Rank[] = [];
const plainRanks: Rank[] = [];
const flags: Flag[] = [];
const took: number[] = [];
const seen = new Set<number>();
let duplicates = 0;

await walkHistory(
  product.postings,
  repo,
  history.issues.filter(({ createdAt }) => createdAt <= to),
  {
    isAsked: ({ number, createdAt }) =>
      linked.has(number) || (!values.quick && createdAt >= from && !leaking.has(number)),
    async arrived(issues) {
      const { template } = await product.postings.readCollection(repo);
      for (const issue of issues) {
        await product.save(issue);
        bm25.add(issue, template);
        if (issue.cluster !== null) seen.add(issue.cluster);
      }
    },
    async ask(issue) {
      const same = (number: number) => issue.cluster !== null && clusters.get(number) === issue.cluster;
      const placeOf = (numbers: number[]): Rank => {
        const place = numbers.findIndex(same);
        return place < 0 ? null : place;
      };
      const started = performance.now();
      const found = await product.search(issue);
      took.push(performance.now() - started);
      const [top] = found;
      if (issue.cluster !== null && seen.has(issue.cluster)) duplicates++;
      if (top)
        flags.push({
          number: issue.number,
          candidate: top.number,
          likelihood: top.likelihood,
          right: same(top.number),
        });
      if (!linked.has(issue.number)) return;
      ranks.push(placeOf(found.map(({ number }) => number)));
      const { template } = await product.postings.readCollection(repo);
      plainRanks.push(placeOf(bm25.find(issue, template, 200)));
    },
  },
);
await product.close();

const ours = figuresOf(ranks);
const plain = figuresOf(plainRanks);
const shares = [0.01, 0.05, 0.1].map((share) => ({ share, figures: flagFigures(flags, duplicates, share) }));
const five = shares[1]?.figures ?? null;
took.sort((a, b) => a - b);
mkdirSync('bench/out', { recursive: true });
const allWrong = flags.filter(({ right, likelihood }) => !right && likelihood >= (five?.threshold ?? 1));
// Thirty over the whole time, to be read by a person.
const every = Math.max(1, allWrong.length / 30);
const wrong = allWrong.filter((_, i) => Math.floor(i / every) > Math.floor((i - 1) / every));
writeFileSync('bench/out/wrong-flags.json', `${JSON.stringify(wrong, null, 2)}\n`);

printReport({
  title: `Duplicates: ${ranks.length} linked issues asked of ${history.issues.length}`,
  columns: ['', 'recall@1', 'recall@5', 'recall@10', 'MRR'],
  rows: [
    ['DispatchAI', ours.recall_at_1, ours.recall_at_5, ours.recall_at_10, ours.mrr],
    ['BM25, title doubled, code kept', plain.recall_at_1, plain.recall_at_5, plain.recall_at_10, plain.mrr],
  ],
  notes: [
    `A search took ${rounded(took[Math.floor(took.length / 2)] ?? 0)} ms (median), ${rounded(took[Math.floor(took.length * 0.95)] ?? 0)} ms (95 %).`,
    ...(values.quick
      ? []
      : shares.map(({ share, figures }) =>
          figures === null
            ? `Flag "duplicate" at ${100 * share} % of the ${duplicates} recorded: not reached.`
            : `Flag "duplicate" at ${100 * share} % of the ${duplicates} recorded among ${flags.length} issues: precision ${figures.precision} (${figures.flags} flags, likelihood from ${figures.threshold}).`,
        )),
  ],
  figures: {
    ...ours,
    flag_precision: values.quick ? null : (five?.precision ?? null),
    flag_coverage: values.quick ? null : (five?.coverage ?? null),
    flags: values.quick ? null : shares,
    bm25: plain,
  },
});
