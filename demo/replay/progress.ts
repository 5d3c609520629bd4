import { appendFileSync, existsSync, readFileSync, truncateSync } from 'node:fs';
import type { Opened } from './ports.ts';
import type { SampleIssue } from './sample.ts';

export interface Entry extends Opened {
  line: number;
}

/** Which lines of the file were opened as which issue. Survives a crash between opening and writing it down. */
export interface Progress {
  entries(): Entry[];
  add(entry: Entry): void;
}

/** Opens the record at `path`, an entry a line. A last line that a crash cut off is dropped. */
export function openProgress(path: string): Progress {
  const { entries, length } = existsSync(path) ? parse(readFileSync(path)) : { entries: [], length: 0 };
  if (existsSync(path)) truncateSync(path, length);
  return {
    entries: () => [...entries],
    add: (entry) => {
      appendFileSync(path, `${JSON.stringify(entry)}\n`);
      entries.push(entry);
    },
  };
}

function parse(bytes: Buffer): { entries: Entry[]; length: number } {
  const length = bytes.lastIndexOf(0x0a) + 1;
  const lines = bytes.subarray(0, length).toString('utf8').split('\n').filter(Boolean);
  return { entries: lines.map((line) => JSON.parse(line) as Entry), length };
}

/**
 * Issues that stand in the repository and that no entry knows: opened just before a crash. Each is given to the first line
 * left over with the same text, so that it is not opened twice.
 */
export function adopt(
  issues: readonly SampleIssue[],
  standing: readonly { number: number; title: string; body: string }[],
  progress: Progress,
): void {
  const done = new Set(progress.entries().map((entry) => entry.line));
  const known = new Set(progress.entries().map((entry) => entry.number));
  for (const { number, title, body } of standing) {
    if (known.has(number)) continue;
    const match = issues.find(
      (issue) => !done.has(issue.line) && issue.title === title && issue.body === body,
    );
    if (!match) continue;
    done.add(match.line);
    progress.add({ line: match.line, number, deliveryId: null, openedAt: null });
  }
}

/** How many entries name an issue that does not stand in the repository: a killed run leaves a few behind. */
export function findLost(entries: readonly Entry[], standing: readonly { number: number }[]): number {
  const numbers = new Set(standing.map(({ number }) => number));
  return entries.filter(({ number }) => !numbers.has(number)).length;
}
