import { basename } from 'node:path';
import type { TaughtIssue } from '../../src/triage/ports/models.ts';
import { labelsNamed, type ReadPast } from './past.ts';
import { readRecords } from './read-records.ts';
import { readText } from './read-text.ts';
import { type FileIssue, toIssue } from './to-issue.ts';

export interface ReadFileOptions {
  /** Issues at most of each repository: the newest. */
  most: number;
  onRead?: (issues: number) => void;
}

const nobody = { author: '', assigned: [], closed: null };

/** So many problems are told in full. */
const maxTold = 5;

/**
 * Reads a repository's past from a file: JSON Lines, a JSON array, or CSV, plain or gzipped. Issues come in the order of
 * `created_at`; where no issue has a date, by number, else in the file's order. A file with several repositories gives a past
 * each. What cannot be read is named by line and field and left out. Of each repository no more than twice `most` issues are held
 * at a time.
 *
 * @throws Error in words for a person when the file cannot be read or holds no issue
 */
export async function readFile(path: string, { most, onRead }: ReadFileOptions): Promise<ReadPast[]> {
  const pasts = new Map<string, RepositoryIssues>();
  const problems = createProblems();
  const count = { read: 0, bot: 0, 'pull request': 0 };
  for await (const { line, value } of readRecords(readText(path))) {
    const read =
      value === undefined ? { problem: 'neither JSON nor a row of the table' } : toIssue(value, line);
    if ('problem' in read) problems.add(line, read.problem);
    else if ('left' in read) count[read.left]++;
    else {
      const repo = read.issue.repo ?? basename(path);
      const past = pasts.get(repo) ?? createRepositoryIssues(most);
      pasts.set(repo, past);
      past.add(read.issue);
    }
    count.read++;
    if (count.read % 1000 === 0) onRead?.(count.read);
  }
  const left = [
    ...problems.told(),
    ...(count.bot > 0 ? [`${count.bot} ${count.bot === 1 ? 'issue' : 'issues'} by bots`] : []),
    ...(count['pull request'] > 0 ? [`${count['pull request']} pull requests`] : []),
  ];
  if (pasts.size === 0)
    throw new Error(
      `${path} contains no issue that can be read${left.length > 0 ? ` (${left.join(', ')})` : ''}. It must be a list of issues with title, body, labels and created_at: JSON, JSON Lines or CSV.`,
    );
  return [...pasts].map(([repo, past]) => past.toPast(repo, left));
}

function createProblems() {
  const told: string[] = [];
  let count = 0;
  return {
    add(line: number, problem: string) {
      if (count++ < maxTold) told.push(`line ${line}: ${problem}`);
    },
    told: () =>
      count === 0
        ? []
        : [
            `${count} invalid ${count === 1 ? 'entry' : 'entries'} (${told.join('; ')}${count > told.length ? '; …' : ''})`,
          ],
  };
}

type RepositoryIssues = ReturnType<typeof createRepositoryIssues>;

/** The newest issues of one repository, each once. */
function createRepositoryIssues(most: number) {
  let held: FileIssue[] = [];
  const known = new Set<string>();
  let [twice, older] = [0, 0];
  const undated: number[] = [];
  let dated = 0;
  const cut = () => {
    const ordered = inOrder(held);
    older += Math.max(0, ordered.length - most);
    held = ordered.slice(-most);
  };
  return {
    add(issue: FileIssue) {
      const key =
        issue.number === null ? `${issue.createdAt} ${issue.title}\n${issue.body}` : String(issue.number);
      if (known.has(key)) {
        twice++;
        return;
      }
      known.add(key);
      if (issue.createdAt === null) undated.push(issue.line);
      else dated++;
      held.push(issue);
      if (held.length >= 2 * most + 1000) cut();
    },
    toPast(name: string, left: readonly string[]): ReadPast {
      // Where some have a date, the others have no place among them.
      const mixed = dated > 0 && undated.length > 0;
      if (mixed) held = held.filter(({ createdAt }) => createdAt !== null);
      cut();
      const numbers = new Set(held.map(({ number }) => number));
      const numbered = numbers.size === held.length && !numbers.has(null);
      // Issues that nobody was assigned to and nobody closed say something where others name people.
      const knowsPeople = held.some(({ people }) => people !== null);
      const issues = held.map(({ title, body, labels, number, createdAt, people }, index): TaughtIssue => {
        const filed = new Date(createdAt ?? 0).toISOString();
        return {
          number: numbered && number ? number : index + 1,
          ...{ title, body, labels },
          labeledAt: labels.length > 0 ? filed : null,
          ...(knowsPeople ? { handling: { createdAt: filed, ...(people ?? nobody) } } : {}),
        };
      });
      const lines = `line${undated.length === 1 ? '' : 's'} ${undated.slice(0, maxTold).join(', ')}${undated.length > maxTold ? ', …' : ''}`;
      return {
        name,
        issues,
        codeowners: [],
        labels: labelsNamed(issues.flatMap((issue) => issue.labels)),
        left: [
          ...left,
          ...(mixed ? [`${undated.length} without created_at (${lines})`] : []),
          ...(dated === 0
            ? [`no created_at: ordered by ${numbered ? 'number' : "the file's order, which may be wrong"}`]
            : []),
          ...(twice > 0 ? [`${twice} that came twice`] : []),
          ...(older > 0 ? [`${older} older than the newest ${most}`] : []),
        ],
      };
    },
  };
}

/** By date; where no issue has one, by number; else as they came. */
function inOrder(issues: readonly FileIssue[]): FileIssue[] {
  if (issues.some(({ createdAt }) => createdAt !== null))
    return issues.toSorted(
      (a, b) =>
        (a.createdAt ?? 0) - (b.createdAt ?? 0) || (a.number ?? 0) - (b.number ?? 0) || a.line - b.line,
    );
  if (issues.every(({ number }) => number !== null))
    return issues.toSorted((a, b) => (a.number ?? 0) - (b.number ?? 0));
  return [...issues];
}
