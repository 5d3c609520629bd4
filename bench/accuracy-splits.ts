import { readFileSync } from 'node:fs';
import { dealByClass, seeded, shuffle } from './shuffle.ts';

export interface BenchRow {
  repo: string;
  label: string;
  title: string;
  body: string;
}

/** A repository's rows to learn from (shuffled, never sorted by label) and rows to answer. */
export interface Split {
  repo: string;
  seed: number;
  train: BenchRow[];
  test: BenchRow[];
}

/** Reads JSON Lines with repo, label, title and body. */
export const readRows = (file: string): BenchRow[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim())
    .map((line) => {
      const row = JSON.parse(line) as BenchRow;
      return { repo: row.repo, label: row.label, title: row.title ?? '', body: row.body ?? '' };
    });

const repositories = (rows: readonly BenchRow[]) => [...new Set(rows.map((row) => row.repo))];
const of = (rows: readonly BenchRow[], repo: string) => rows.filter((row) => row.repo === repo);

/** Five folds a repository and seed; each fold holds the classes alike. */
export const crossValidation = (rows: readonly BenchRow[], seeds: number, folds = 5): Split[] =>
  repositories(rows).flatMap((repo) =>
    Array.from({ length: seeds }, (_, seed) => {
      const dealt = dealByClass(shuffle(of(rows, repo), seeded(seed + 1)), (row) => row.label);
      return Array.from({ length: folds }, (_, fold) => ({
        repo,
        seed,
        train: shuffle(
          dealt.filter((_, i) => i % folds !== fold),
          seeded(100 + seed),
        ),
        test: dealt.filter((_, i) => i % folds === fold),
      }));
    }).flat(),
  );

/** One split a repository and seed: all of one file to learn from, all of the other to answer; seeds differ in the few labels drawn. */
export const halves = (train: readonly BenchRow[], test: readonly BenchRow[], seeds: number): Split[] =>
  repositories(test).flatMap((repo) =>
    Array.from({ length: seeds }, (_, seed) => ({
      repo,
      seed,
      train: shuffle(of(train, repo), seeded(seed + 1)),
      test: of(test, repo),
    })),
  );
