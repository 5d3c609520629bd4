import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { z } from 'zod';
import { labelsNamed, type ReadPast } from './past.ts';

const name = z.union([z.string(), z.object({ name: z.string() }).transform((label) => label.name)]);
/** Other fields may stand beside these; exports have many. */
const line = z.object({
  title: z.string().min(1),
  body: z.string().nullish(),
  labels: z.array(name).optional(),
  label: name.nullish(),
  repo: z.string().optional(),
  number: z.int().positive().optional(),
  created_at: z.string().optional(),
  author_is_bot: z.boolean().optional(),
  pull_request: z.unknown().optional(),
});
type Line = z.infer<typeof line> & { at: number };

/**
 * Reads JSON Lines of a repository's issues: {title, body, labels? or label?, repo?, number?, created_at?}. Sorted by
 * `created_at` where all have it, else in the file's order. A file with several repositories gives a past
 * each. What cannot
 * be read is named and left out.
 *
 * @throws Error in words for a person when the file cannot be read or holds no issue
 */
export function readFile(path: string): ReadPast[] {
  const { lines, bad, bots, pulls } = readLines(path);
  if (lines.length === 0)
    throw new Error(
      `${path} contains no valid issues. Each line must be a JSON object with "title", "body" and "labels".`,
    );
  const left = [
    ...(bad.length > 0 ? [`${bad.length} invalid lines (the first: line ${bad[0]})`] : []),
    ...(bots > 0 ? [`${bots} issues by bots`] : []),
    ...(pulls > 0 ? [`${pulls} pull requests`] : []),
  ];
  return [...Map.groupBy(lines, ({ repo }) => repo ?? basename(path))].map(([repo, own]) =>
    toPast(repo, own, left),
  );
}

function readLines(path: string) {
  const bad: number[] = [];
  let [bots, pulls] = [0, 0];
  const lines = readFileSync(path, 'utf8')
    .split(/\r?\n/)
    .flatMap((raw, index): Line[] => {
      if (raw.trim() === '') return [];
      const read = line.safeParse(parse(raw));
      if (!read.success) bad.push(index + 1);
      else if (read.data.pull_request) pulls++;
      else if (read.data.author_is_bot) bots++;
      else return [{ ...read.data, at: index + 1 }];
      return [];
    });
  return { lines, bad, bots, pulls };
}

function toPast(repo: string, lines: Line[], left: string[]): ReadPast {
  const dated = lines.every(({ created_at }) => created_at !== undefined);
  const sorted = dated
    ? lines.toSorted((a, b) => Date.parse(a.created_at ?? '') - Date.parse(b.created_at ?? ''))
    : lines;
  const numbers = new Set(sorted.map(({ number }) => number));
  const numbered = numbers.size === sorted.length && !numbers.has(undefined);
  const issues = sorted.map(({ title, body, labels, label, number, created_at }, index) => {
    const own = [...new Set([...(labels ?? []), ...(label ? [label] : [])])];
    return {
      number: numbered && number ? number : index + 1,
      title,
      body: body ?? '',
      labels: own,
      labeledAt: own.length > 0 ? (created_at ?? new Date(0).toISOString()) : null,
    };
  });
  return { name: repo, issues, labels: labelsNamed(issues.flatMap((issue) => issue.labels)), left };
}

function parse(raw: string): unknown {
  try {
    return JSON.parse(raw);
  } catch {
    return undefined;
  }
}
