import { writeFileSync } from 'node:fs';
import type { Flag } from './flags.ts';
import type { History, RecordedIssue } from './read-history.ts';

/** Characters of a body that are shown: enough to tell the problem. */
const longestBody = 1_500;

/** Writes flags that the record calls wrong for a person to read: both texts of each, and room for a verdict. */
export function writeSample(path: string, wrong: readonly Flag[], { issues }: History): void {
  const byNumber = new Map(issues.map((issue) => [issue.number, issue]));
  const parts = wrong.map(({ number, candidate, likelihood }, i) => {
    const texts = [number, candidate].map((each) => show(byNumber.get(each)));
    return `# ${i + 1}. ${number} → ${candidate}, likelihood ${likelihood.toFixed(3)}\n\n${texts.join('\n\n')}\n\nVerdict:\n`;
  });
  writeFileSync(path, parts.join('\n'));
}

function show(issue: RecordedIssue | undefined): string {
  if (!issue) return 'An issue that is not on record.';
  const { number, title, createdAt, closedAt } = issue;
  const body = issue.body.length > longestBody ? `${issue.body.slice(0, longestBody)} …` : issue.body;
  const lines = body.split('\n').map((line) => `> ${line}`);
  return `## ${number}: ${title}\n\nFiled ${createdAt}, closed ${closedAt ?? 'never'}.\n\n${lines.join('\n')}`;
}
