import type { Handling } from '../../src/domain/routing/handling.ts';
import { capBody } from '../../src/domain/similarity/issue-text.ts';

/** An issue of a file, before issues are put in order. */
export interface FileIssue {
  line: number;
  /** Null where the file does not say: all issues are of one repository then. */
  repo: string | null;
  number: number | null;
  title: string;
  body: string;
  labels: string[];
  /** Milliseconds since the epoch; null where the file gives no date. */
  createdAt: number | null;
  /** Who had to do with it; null where the file says neither who was assigned nor who closed it. */
  people: Pick<Handling, 'author' | 'assigned' | 'closed'> | null;
}

export type ReadIssue = { issue: FileIssue } | { left: 'bot' | 'pull request' } | { problem: string };

type Fields = ReadonlyMap<string, unknown>;

/**
 * Reads an issue as the exports have it: GitHub's REST and GraphQL fields, `gh issue list --json`, the columns of a CSV file.
 * A label may be a name or an object, `labels` a list or names with commas between, a number may be a text, and any field but
 * the title null.
 */
export function toIssue(value: unknown, line: number): ReadIssue {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { problem: 'no issue can be read' };
  const fields: Fields = new Map(
    Object.entries(value).map(([name, each]) => [name.toLowerCase().replaceAll('_', ''), each]),
  );
  const title = textOf(first(fields, 'title', 'summary'));
  if (title === null || title.trim() === '') return { problem: '`title` is missing' };
  if (isPullRequest(fields)) return { left: 'pull request' };
  if (isBot(fields)) return { left: 'bot' };
  const labels = labelsOf(fields);
  if (labels === null) return { problem: '`labels` is no list of names' };
  const date = first(fields, 'createdat', 'created', 'date', 'opened', 'openedat');
  const createdAt = date === undefined ? null : timeOf(date);
  if (createdAt === undefined) return { problem: '`created_at` is no date' };
  return {
    issue: {
      ...{ line, title, labels, createdAt },
      repo: repositoryOf(fields),
      number: numberOf(first(fields, 'number', 'iid', 'issuenumber')),
      people: peopleOf(fields),
      body: capBody(textOf(first(fields, 'body', 'description', 'text')) ?? ''),
    },
  };
}

/** The first of the fields that says something. */
function first(fields: Fields, ...names: string[]): unknown {
  for (const name of names) {
    const value = fields.get(name);
    if (value !== undefined && value !== null && value !== '') return value;
  }
  return undefined;
}

const textOf = (value: unknown): string | null =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : null;

function numberOf(value: unknown): number | null {
  const number = typeof value === 'string' ? Number(value.replace(/^#/, '')) : value;
  return typeof number === 'number' && Number.isSafeInteger(number) && number > 0 ? number : null;
}

/** Milliseconds; undefined for what is no date. Numbers are seconds or milliseconds since the epoch. */
function timeOf(value: unknown): number | undefined {
  const number = typeof value === 'number' ? value : /^\d{9,13}$/.test(String(value)) ? Number(value) : null;
  const time = number === null ? Date.parse(String(value)) : number < 1e11 ? number * 1000 : number;
  return Number.isFinite(time) ? time : undefined;
}

function labelsOf(fields: Fields): string[] | null {
  const named = [fields.get('labels'), fields.get('label')].flatMap((value) => {
    if (value === undefined || value === null || value === '') return [];
    const list = isRecord(value) && Array.isArray(value.nodes) ? value.nodes : value;
    if (typeof list === 'string') return namesIn(list);
    return Array.isArray(list) ? list : [list];
  });
  const names = named.map((label) => (isRecord(label) ? textOf(label.name) : textOf(label)));
  return names.includes(null) ? null : [...new Set(names.flatMap((name) => name?.trim() || []))];
}

/** `a, b`, `a;b`, or a list in the writing of JSON. */
function namesIn(text: string): unknown[] {
  if (text.startsWith('[')) {
    try {
      const read: unknown = JSON.parse(text);
      if (Array.isArray(read)) return read;
    } catch {
      // A label may begin with a bracket.
    }
  }
  return text.split(text.includes(';') && !text.includes(',') ? ';' : ',');
}

function isPullRequest(fields: Fields): boolean {
  const sign = first(fields, 'pullrequest', 'ispullrequest', 'ispr');
  return sign !== undefined && sign !== false && sign !== 'false' && sign !== 0 && sign !== '0';
}

/** Names that machine accounts have without saying that they are machines. */
const botNames =
  /\[bot\]$|^app\/|^(?:dependabot|renovate|greenkeeper|snyk|github-actions|stale|codecov|mergify|k8s-ci-robot|facebook-github-bot|rust-highfive|pyup)(?:-bot|-preview|io)?$|(?:^|[-_])bot$/i;

function isBot(fields: Fields): boolean {
  return isTrue(first(fields, 'authorisbot', 'isbot')) || isMachine(authorOf(fields));
}

const isTrue = (value: unknown) => value === true || value === 'true' || value === 1 || value === '1';

function isMachine(account: unknown): boolean {
  if (!isRecord(account)) return botNames.test(textOf(account) ?? '');
  const type = account.type ?? account.__typename;
  return type === 'Bot' || isTrue(account.is_bot) || botNames.test(loginOf(account) ?? '');
}

function peopleOf(fields: Fields): FileIssue['people'] {
  const listed = first(fields, 'assignees', 'assignee');
  const closer = first(fields, 'closedby');
  if (listed === undefined && closer === undefined) return null;
  const list = isRecord(listed) && Array.isArray(listed.nodes) ? listed.nodes : listed;
  const given = typeof list === 'string' ? namesIn(list) : Array.isArray(list) ? list : [list];
  const by = isMachine(closer) ? null : loginOf(closer);
  const closedAt = timeOf(first(fields, 'closedat', 'closed') ?? '');
  return {
    author: loginOf(authorOf(fields)) ?? '',
    assigned: given.flatMap((each) => loginOf(each) ?? []),
    closed: by !== null && closedAt !== undefined ? { by, at: new Date(closedAt).toISOString() } : null,
  };
}

const loginOf = (account: unknown): string | null =>
  (isRecord(account) ? textOf(account.login ?? account.name) : textOf(account))?.trim() || null;

const authorOf = (fields: Fields) => first(fields, 'author', 'user', 'reporter', 'creator');

function repositoryOf(fields: Fields): string | null {
  const value = first(fields, 'repo', 'repository', 'repositoryname', 'repositoryurl', 'project');
  const name = isRecord(value) ? (value.nameWithOwner ?? value.full_name ?? value.name) : value;
  const text = textOf(name);
  return text === null ? null : text.replace(/^https?:\/\/[^/]+\/(?:repos\/)?/, '');
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
