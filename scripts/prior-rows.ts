import { readFileSync } from 'node:fs';
import { extractFeatures } from '../src/classify/local/features/issue-features.ts';
import type { PriorRow } from '../src/classify/local/prior/prior-row.ts';
import { findTemplateLinesInTexts } from '../src/classify/local/text/template-lines.ts';

/** Where the labeled issues of many repositories lie, beside the project. */
export const priorDataFiles = ['../shared/data/nlbse/train.jsonl', '../shared/data/prior/issues.jsonl'];

/** Rows kept of each repository and category. */
const most = 150;

interface Row {
  repo: string;
  label: string;
  title: string;
  body: string | null;
}

/** Every k-th of a list, so that `count` remain, spread over the whole. */
const spread = <T>(rows: T[], count: number): T[] =>
  rows.length <= count
    ? rows
    : Array.from({ length: count }, (_, i) => rows[Math.floor((i * rows.length) / count)] as T);

/** Reads the labeled issues and their features; template lines are found repository by repository. */
export function readPriorRows(files: readonly string[] = priorDataFiles, kept = most): PriorRow[] {
  const byRepository = new Map<string, Row[]>();
  for (const file of files) {
    for (const line of readFileSync(file, 'utf8').split('\n').filter(Boolean)) {
      const row = JSON.parse(line) as Row;
      byRepository.set(row.repo, [...(byRepository.get(row.repo) ?? []), row]);
    }
  }
  return [...byRepository].flatMap(([source, rows]) => {
    const issues = rows.map((row) => ({ ...row, body: row.body ?? '' }));
    const templates = findTemplateLinesInTexts(issues);
    const labels = [...new Set(issues.map((issue) => issue.label))].sort();
    return labels.flatMap((label) =>
      spread(
        issues.filter((issue) => issue.label === label),
        kept,
      ).map((issue) => ({ source, label, features: extractFeatures(issue, templates) })),
    );
  });
}
