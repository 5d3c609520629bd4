import { resolve } from 'node:path';
import { commandLine, needFiles } from '../scripts/command-line.ts';
import { figuresOf, rounded } from './duplicates/figures.ts';
import { flagFigures, sampleWrong } from './duplicates/flags.ts';
import { askedNumbers, type History, readHistory } from './duplicates/read-history.ts';
import { UnreadableFile } from './duplicates/read-rows.ts';
import { runHistory } from './duplicates/run-history.ts';
import { writeSample } from './duplicates/write-sample.ts';
import { printReport } from './report.ts';

/**
 * How well earlier issues of the same problem are found, through the product's own index and ranking on a fresh embedded
 * database. Asked is the newer issue of each gold and high pair of the split; every earlier issue is a candidate, and any
 * earlier member of the cluster counts. Flags are counted over every issue of the split's time.
 */
const options = commandLine(
  'bench:duplicates',
  "How well earlier issues of the same problem are found, through the product's own index and ranking on a fresh embedded database, beside BM25.",
)
  .option('--issues <file>', 'the issues', '../shared/data/duplicates/go_issues.jsonl')
  .option('--pairs <file>', 'pairs of them', '../shared/data/duplicates/go_pairs.jsonl')
  .option('--split <name>', 'the pairs that are asked for', 'test')
  .option('--quick', 'ask for the linked issues only: no figures for flags, a fifth of the time', false)
  .option('--words', 'candidates by words alone, without the nearest by vector', false)
  .option(
    '--sample <file>',
    'a file for the texts of 30 flags at 5 % that the record calls wrong, to be read by a person',
  )
  .parse()
  .opts();
const sampled = 30;

const history = readOrExit();
const linked = askedNumbers(history, options.split);
if (linked.size === 0) {
  for (const remark of history.remarks) console.error(remark);
  console.error(`No pair of ${options.pairs} is left to ask for.`);
  process.exit(1);
}
const started = performance.now();
const walked = await runHistory(history, linked, { byVector: !options.words, flags: !options.quick });
const { flags, duplicates, took, weight } = walked;
const ours = figuresOf(walked.ranks);
const plain = figuresOf(walked.plainRanks);
const shares = [0.01, 0.05, 0.1].map((share) => ({ share, figures: flagFigures(flags, duplicates, share) }));
const five = shares[1]?.figures ?? null;
if (options.sample && five) writeSample(options.sample, sampleWrong(flags, five.threshold, sampled), history);

printReport({
  title: `Duplicates: ${walked.ranks.length} linked issues asked of ${history.issues.length}`,
  columns: ['', 'recall@1', 'recall@5', 'recall@10', 'MRR'],
  rows: [
    ['DispatchAI', ours.recall_at_1, ours.recall_at_5, ours.recall_at_10, ours.mrr],
    ['BM25, title doubled, code kept', plain.recall_at_1, plain.recall_at_5, plain.recall_at_10, plain.mrr],
  ],
  notes: [
    ...history.remarks,
    `A search took ${rounded(took[Math.floor(took.length / 2)] ?? 0)} ms (median), ${rounded(took[Math.floor(took.length * 0.95)] ?? 0)} ms (95 %); all of it ${rounded((performance.now() - started) / 60_000)} minutes.`,
    ...(options.quick ? ['Not counted with --quick: the flag "duplicate".'] : flagNotes()),
    ...(options.sample && five ? [`Wrong flags to read: ${options.sample}`] : []),
  ],
  figures: {
    ...ours,
    flag_precision: options.quick ? null : (five?.precision ?? null),
    flag_coverage: options.quick ? null : (five?.coverage ?? null),
    flags: options.quick ? null : shares,
    bm25: plain,
  },
});

function flagNotes(): string[] {
  const of = `${duplicates} recorded among ${flags.reduce((sum, flag) => sum + flag.weight, 0)} issues`;
  return [
    ...(weight > 1
      ? [`Of the issues nobody linked, every ${weight}. was looked at and counts as ${weight}.`]
      : []),
    ...shares.map(({ share, figures }) =>
      figures === null
        ? `Flag "duplicate" at ${100 * share} % of the ${of}: not reached.`
        : `Flag "duplicate" at ${100 * share} % of the ${of}: precision ${figures.precision} (${figures.flags} flags, likelihood from ${figures.threshold}).`,
    ),
  ];
}

function readOrExit(): History {
  needFiles(
    [options.issues, options.pairs],
    'issues and pairs of them, as JSON Lines',
    '--issues FILE --pairs FILE',
  );
  try {
    return readHistory(resolve(options.issues), resolve(options.pairs));
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    console.error(error.message);
    process.exit(1);
  }
}
