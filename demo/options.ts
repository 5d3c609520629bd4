import { parseArgs } from 'node:util';
import { nearest } from '../src/domain/nearest.ts';
import { Problem } from './problem.ts';

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
  help: boolean;
}

export const usage = `npm run demo -- [options]

  --issues FILE   replay FILE, one {"title", "body", "labels" or "label"} a line, instead of the story
  --limit N       only the first N issues
  --shuffle SEED  mix the order; the same number gives the same order
  --pace MS       milliseconds from one issue to the next (story: 300, file: 0)
  --fresh         forget what an earlier run of the same issues has kept
  --exit          stop after the summary
  --port N        port of the console (3000); 0 takes any free one
  --github-port N port of the local GitHub (one above --port)
  --data DIR      where data is kept (.data/demo)
  --help          this text
`;

const known = {
  issues: { type: 'string' },
  limit: { type: 'string' },
  shuffle: { type: 'string' },
  pace: { type: 'string' },
  fresh: { type: 'boolean', default: false },
  exit: { type: 'boolean', default: false },
  port: { type: 'string', default: '3000' },
  'github-port': { type: 'string' },
  data: { type: 'string', default: '.data/demo' },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

/** Reads the command line. Throws a Problem that says which option is wrong and what it takes. */
export function parseOptions(args: string[]): DemoOptions {
  const values = parse(args);
  const port = whole('port', values.port, 65_535);
  return {
    issues: values.issues ?? null,
    limit: values.limit === undefined ? null : whole('limit', values.limit),
    shuffle: values.shuffle === undefined ? null : whole('shuffle', values.shuffle),
    pace: values.pace === undefined ? (values.issues ? 0 : 300) : whole('pace', values.pace),
    fresh: values.fresh,
    exit: values.exit,
    port,
    githubPort: values['github-port']
      ? whole('github-port', values['github-port'], 65_535)
      : port && port + 1,
    data: values.data,
    help: values.help,
  };
}

function parse(args: string[]) {
  const { tokens } = parseArgs({ args, options: known, strict: false, tokens: true });
  for (const token of tokens) {
    if (token.kind === 'positional')
      throw new Problem(`"${token.value}" is not an option.`, 'A file of issues is given as --issues FILE.');
    if (token.kind === 'option' && !(token.name in known)) {
      const close = nearest(token.name, Object.keys(known));
      throw new Problem(
        `The demo has no option ${token.rawName}.`,
        close ? `Did you mean --${close}?` : usage,
      );
    }
    if (token.kind === 'option' && known[token.name as keyof typeof known].type === 'string' && !token.value)
      throw new Problem(`${token.rawName} needs a value.`, usage);
  }
  try {
    return parseArgs({ args, options: known }).values;
  } catch (error) {
    throw new Problem(error instanceof Error ? error.message : String(error), usage);
  }
}

function whole(name: string, text: string, most = Number.MAX_SAFE_INTEGER): number {
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (value <= most) return value;
  throw new Problem(
    `--${name} takes a whole number, not "${text}".`,
    most === 65_535 ? 'Ports go from 0 to 65535.' : '',
  );
}
