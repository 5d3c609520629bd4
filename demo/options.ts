import { commandLine, wholeNumber } from '../scripts/command-line.ts';

export interface DemoOptions {
  /** A JSON Lines file to replay instead of the story. */
  issues: string | null;
  /** At most so many issues, counted from the start of the (shuffled) order. */
  limit: number | null;
  /** Mixes the order, always in the same way for the same number. */
  shuffle: number | null;
  /** Milliseconds from one issue to the next; the next one always waits until the last one is done. */
  pace: number;
  fresh: boolean;
  /** Stop after the summary. */
  exit: boolean;
  /** Of the console; 0 lets the system choose. */
  port: number;
  githubPort: number;
  /** Where the demo keeps its data. */
  data: string;
}

/** The command line of `npm run demo`. */
export function demoCommand() {
  const port = wholeNumber(0, 65_535);
  return commandLine(
    'demo',
    'Everything on one machine: the App, a local GitHub, and issues that arrive there.',
  )
    .option(
      '--issues <file>',
      'replay a file, one {"title", "body", "labels" or "label"} a line, instead of the story',
    )
    .option('--limit <n>', 'only the first so many issues', wholeNumber())
    .option('--shuffle <seed>', 'mix the order; the same number gives the same order', wholeNumber())
    .option('--pace <ms>', 'milliseconds from one issue to the next (story: 300, file: 0)', wholeNumber())
    .option('--fresh', 'forget what an earlier run of the same issues has kept', false)
    .option('--exit', 'stop after the summary', false)
    .option('--port <n>', 'port of the console; 0 takes any free one', port, 3_000)
    .option('--github-port <n>', 'port of the local GitHub (by default one above --port)', port)
    .option('--data <folder>', 'where data is kept', '.data/demo');
}

/** Options as the demo takes them, of a command line that was read. */
export function toDemoOptions(given: ReturnType<ReturnType<typeof demoCommand>['opts']>): DemoOptions {
  return {
    ...given,
    issues: given.issues ?? null,
    limit: given.limit ?? null,
    shuffle: given.shuffle ?? null,
    pace: given.pace ?? (given.issues ? 0 : 300),
    githubPort: given.githubPort ?? (given.port && given.port + 1),
  };
}
