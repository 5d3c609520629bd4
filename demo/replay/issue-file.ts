import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename, extname } from 'node:path';
import { Problem } from '../problem.ts';
import { type BadLine, type ReadIssue, readIssues } from './read-issues.ts';
import type { Sample, SampleIssue, SampleLabel, Truth } from './sample.ts';
import { readMeanings, truthOf } from './truth-of.ts';

/** GitHub takes label names of up to 50 characters. */
const longestLabel = 50;

/**
 * A file of issues as a sample: its labels, in every spelling once (GitHub tells no `Bug` from `bug`), are the repository's
 * labels and the hidden truth. Throws a Problem when the file cannot be read or holds no issue.
 */
export function loadIssueFile(path: string): { sample: Sample; bad: BadLine[]; folder: string } {
  const bytes = read(path);
  const { issues, bad } = readIssues(bytes.toString('utf8'));
  if (issues.length === 0)
    throw new Problem(
      `${path} holds no issue that can be read${bad[0] ? ` (line ${bad[0].line} ${bad[0].why})` : ''}.`,
      'Each line has to be a JSON object with a "title" and a "body".',
    );
  const name = slug(basename(path, extname(path)));
  const spelling = chooseSpelling(issues);
  const labels = [...new Set(spelling.values())].map(toLabel);
  const meanings = readMeanings(labels);
  const sample: Sample = {
    owner: 'demo',
    repository: name,
    description: `Issues of ${basename(path)}`,
    labels,
    files: { '.github/dispatch.yml': 'mode: apply\n', 'README.md': `# ${name}\n` },
    people: [
      { login: 'demo-maintainer', name: 'Maintainer', kind: 'person', permission: 'admin' },
      { login: 'demo-reporter', name: 'Reporter', kind: 'person', permission: 'read' },
    ],
    past: [],
    issues: issues.map((issue) => toSample(issue, (names) => truthOf(names, meanings), spelling)),
  };
  return { sample, bad, folder: `${name}-${createHash('sha256').update(bytes).digest('hex').slice(0, 8)}` };
}

function read(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    const why = missing ? 'There is no such file' : error instanceof Error ? error.message : String(error);
    throw new Problem(`${path} cannot be read. ${why}.`, 'Give the path from the folder that you are in.', {
      cause: error,
    });
  }
}

function toSample(
  { line, title, body, labels }: ReadIssue,
  truth: (names: string[]) => Truth,
  spelling: Map<string, string>,
): SampleIssue {
  const names = labels?.flatMap((label) => spelling.get(label.toLowerCase()) ?? []) ?? [];
  return {
    line,
    title,
    body,
    author: 'demo-reporter',
    openedWith: [],
    locked: false,
    truth: truth([...new Set(names)]),
    similarTo: [],
  };
}

/** Lower case to the spelling used most, the first one among equals; names too long for GitHub are left out. */
function chooseSpelling(issues: ReadIssue[]): Map<string, string> {
  const uses = new Map<string, number>();
  for (const label of issues.flatMap(({ labels }) => labels ?? []))
    uses.set(label, (uses.get(label) ?? 0) + 1);
  const chosen = new Map<string, string>();
  for (const [label, count] of uses) {
    if ([...label].length > longestLabel) continue;
    const rival = chosen.get(label.toLowerCase());
    if (rival === undefined || count > (uses.get(rival) ?? 0)) chosen.set(label.toLowerCase(), label);
  }
  return chosen;
}

function toLabel(name: string): SampleLabel {
  return { name, color: createHash('sha256').update(name).digest('hex').slice(0, 6), description: '' };
}

function slug(text: string): string {
  return (
    text
      .toLowerCase()
      .replace(/[^a-z\d]+/g, '-')
      .replace(/^-|-$/g, '')
      .slice(0, 40) || 'issues'
  );
}
