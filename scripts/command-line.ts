import { existsSync } from 'node:fs';
import { Command, InvalidArgumentError } from '@commander-js/extra-typings';
import { parseRepositoryName } from '../src/domain/text/names.ts';

/**
 * A command as it is typed, `npm run NAME --` unless `typed` says otherwise, and what it is for. `--help`
 * prints its options;
 * one that it does not know, or a value that it cannot use, is named with the nearest good one above that
 * text, and ends the process with 2.
 */
export function commandLine(name: string, about: string) {
  return new Command(`npm run ${name} --`)
    .description(about)
    .helpOption('-h, --help', 'show this help')
    .showHelpAfterError()
    .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2));
}

/** Reads an option's value as a whole number from `least` to `most`. */
export function wholeNumber(least = 0, most = Number.MAX_SAFE_INTEGER): (text: string) => number {
  return (text) => {
    const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
    if (value >= least && value <= most) return value;
    const range = most === Number.MAX_SAFE_INTEGER ? `${least} or more` : `from ${least} to ${most}`;
    throw new InvalidArgumentError(`Must be a whole number, ${range}.`);
  };
}

/** Reads an option's value as a share, from 0 to 1. */
export function share(text: string): number {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (value >= 0 && value <= 1) return value;
  throw new InvalidArgumentError('Must be a number from 0 to 1.');
}

/** Reads `owner/name`. */
export function ownerAndName(text: string): [owner: string, name: string] {
  const read = parseRepositoryName(text);
  if (!read) throw new InvalidArgumentError('Must be a repository such as octocat/hello-world.');
  return [read.owner, read.name];
}

/**
 * Ends the process with 2, and says what the files have to hold and how to name others, unless all of them
 * are here.
 */
export function needFiles(paths: readonly string[], holds: string, option: string): void {
  const missing = paths.filter((path) => !existsSync(path));
  if (missing.length === 0) return;
  for (const path of missing) console.error(`${path} not found.`);
  console.error(`Provide your own with ${option}: ${holds}.`);
  process.exit(2);
}

/** Runs a command's work. What goes wrong is told in a sentence, without a stack, and ends the process with 1. */
export async function runOrTell(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  }
}
