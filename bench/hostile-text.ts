import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { commandLine } from '../scripts/command-line.ts';
import { type OutsideTextWalker, outsideTextWalkers } from '../test/support/outside-text-walkers.ts';
import { pathologicalTexts, type TextFamily } from '../test/support/pathological-texts.ts';
import { printReport, printResult } from './report.ts';

// The tests run the same functions with a wide tolerance, because a test runner's module loader slows tight loops down.
const { only } = commandLine(
  'bench:hostile-text',
  'What text made to be slow costs: every function that reads text of others, with every family of hostile texts, each as long as can arrive. In milliseconds, the best of five runs, each function in a process of its own.',
)
  .option('--only <name>', 'only this function')
  .parse()
  .opts();
const limit = 50;
/** Families that are measured five times at full length, chosen by one run at an eighth of it. */
const candidates = 6;

async function best(walk: OutsideTextWalker['walk'], text: string, runs: number): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let run = 0; run < runs; run++) {
    const startedAt = performance.now();
    await walk(text);
    least = Math.min(least, performance.now() - startedAt);
  }
  return least;
}

async function slowestOf({ most, walk }: OutsideTextWalker, families: readonly TextFamily[]) {
  const looks: { family: TextFamily; ms: number }[] = [];
  for (const family of families)
    looks.push({ family, ms: await best(walk, family.make(Math.floor(most / 8)), 2) });
  let slowest = { family: '', ms: 0 };
  for (const { family } of looks.toSorted((a, b) => b.ms - a.ms).slice(0, candidates)) {
    const ms = await best(walk, family.make(most), 5);
    if (ms > slowest.ms) slowest = { family: family.name, ms };
  }
  return slowest;
}

interface Slowest {
  name: string;
  characters: number;
  family: string;
  ms: number;
}

/** In a process of its own, where the others have not filled the heap or made the compiler give up on shared code. */
async function inOwnProcess(name: string): Promise<Slowest> {
  const { stdout } = await promisify(execFile)(process.execPath, [
    ...process.execArgv,
    fileURLToPath(import.meta.url),
    '--only',
    name,
  ]);
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
}

const families = pathologicalTexts(20_261_130);
if (only !== undefined) {
  const walker = outsideTextWalkers[only];
  if (!walker)
    throw new Error(`No function is called "${only}": ${Object.keys(outsideTextWalkers).join(', ')}.`);
  printResult({ name: only, characters: walker.most, ...(await slowestOf(walker, families)) });
} else {
  const found: Slowest[] = [];
  for (const name of Object.keys(outsideTextWalkers)) found.push(await inOwnProcess(name));
  found.sort((a, b) => b.ms - a.ms);
  printReport({
    title: `The slowest of ${families.length} families of hostile texts for each of ${found.length} functions`,
    columns: ['function', 'characters', 'slowest family', 'ms'],
    rows: found.map(({ name, characters, family, ms }) => [name, characters, family, ms]),
    figures: {
      functions: found.length,
      families: families.length,
      slowest_ms: found[0]?.ms ?? 0,
      over_50_ms: found.filter(({ ms }) => ms > limit).map(({ name }) => name),
    },
  });
}
