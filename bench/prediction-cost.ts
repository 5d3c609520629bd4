import { readFileSync } from 'node:fs';
import { commandLine, needFiles, wholeNumber } from '../scripts/command-line.ts';
import { learnAreas } from '../src/classify/local/areas/learn-areas.ts';
import { shippedAreaWeights } from '../src/classify/local/areas/shipped-area-weights.ts';
import { shippedPrior } from '../src/classify/local/prior/shipped-prior.ts';
import type { BenchRow } from './accuracy-splits.ts';
import { mean } from './metrics.ts';
import { predictAll } from './predict-all.ts';
import { printReport } from './report.ts';

// What an issue costs the local classifier in a repository with many areas, and what the first walk through its past costs. The labels
// are made up, since only the time counts; the texts are real.
const { file, areas, past, asked } = commandLine(
  'bench:prediction',
  'Milliseconds to predict category, areas, priority and effort with reasons, and seconds to walk through the past.',
)
  .option('--file <file>', 'issues', '../shared/data/priority/titanium-2011-2013.jsonl')
  .option('--areas <n>', 'how many areas the repository has', wholeNumber(1), 60)
  .option('--past <n>', 'issues that teach', wholeNumber(30), 3_000)
  .option('--asked <n>', 'issues that are asked about', wholeNumber(1), 300)
  .parse()
  .opts();
needFiles([file], 'JSON Lines with title and body', '--file FILE');

const lines = readFileSync(file, 'utf8')
  .split('\n')
  .filter(Boolean)
  .slice(0, past + asked);
const categories = ['bug', 'feature', 'question'];
const rows = lines.map((line, i): BenchRow => {
  const { title, body } = JSON.parse(line) as { title: string; body: string | null };
  return { repo: 'made/up', title, body: body ?? '', label: categories[i % 3] as string };
});
const train = rows.slice(0, past);

/** Milliseconds of this thread: on a busy machine the wall clock counts the others' work too. */
function startClock(): () => number {
  const cpu = process.threadCpuUsage();
  return () => {
    const used = process.threadCpuUsage(cpu);
    return (used.user + used.system) / 1_000;
  };
}

const walking = startClock();
learnAreas(
  // One issue in two carries an area.
  train.map((row, i) => ({ ...row, labels: i % 2 === 0 ? [`area ${(i / 2) % areas}`] : [] })),
  Array.from({ length: areas }, (_, i) => `area ${i}`),
  shippedAreaWeights(),
);
const walkSeconds = walking() / 1_000;

const times: number[] = [];
/** Before the engine has compiled what is used often. */
const warmUp = 20;
let count = 0;
await predictAll(
  { train, test: rows.slice(past) },
  shippedPrior(),
  () => {
    const answered = startClock();
    return () => {
      if (count++ >= warmUp) times.push(answered());
    };
  },
  areas,
);
times.sort((a, b) => a - b);
const p95 = times[Math.floor(times.length * 0.95)] ?? null;

printReport({
  title: `${past} past issues, ${areas} areas`,
  columns: ['what', 'time of the thread'],
  rows: [
    ['predict category, areas, priority and effort, mean (ms)', mean(times)],
    ['the same, 95th percentile (ms)', p95],
    ['walk through the past (s)', walkSeconds],
  ],
  figures: { areas, past, predict_all_ms: mean(times), predict_all_p95_ms: p95, walk_s: walkSeconds },
});
