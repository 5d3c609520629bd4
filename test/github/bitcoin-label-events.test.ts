import { generateKeyPairSync } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import pino from 'pino';
import type { Probot } from 'probot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAppDeps } from '../../src/app/create-app-deps.ts';
import { createServices } from '../../src/app/services.ts';
import type { Label, RepositoryRef } from '../../src/domain/issue/repository.ts';
import { toIssue } from '../../src/github/calls/from-payload.ts';
import { createProbot } from '../../src/github/calls/octokit.ts';
import { createApp } from '../../src/github/handlers/app.ts';
import type { Database } from '../../src/store/core/database.ts';
import { createLessonStore } from '../../src/store/lessons/lessons.ts';
import { databases } from '../support/databases.ts';
import { idleQueue } from '../support/idle-queue.ts';
import { createMemoryGitHub } from '../support/memory-github.ts';

// 455 label events of bitcoin-core/gui, with who and when. The data is public and is not part of this project.
const file = join(import.meta.dirname, '../../../shared/data/labels/bitcoin-gui.jsonl');
const absent = !existsSync(file);
if (absent) console.warn(`SKIPPED: real label events, since ${file} is absent`);

interface Row {
  number: number;
  created_at: string;
  author_association: string;
  title: string;
  body: string;
  label_events: { event: 'labeled' | 'unlabeled'; at: string; label: string; actor: string | null }[];
}
interface Happened {
  id: string;
  row: Row;
  event: Row['label_events'][number];
  author: string | null;
  /** What the issue carries after the event. */
  carries: string[];
}

const rows: Row[] = absent
  ? []
  : readFileSync(file, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));

const lower = (name: string) => name.toLowerCase();
const labels: Label[] = [
  ...new Map(
    rows.flatMap((row) => row.label_events).map(({ label }) => [lower(label), label] as const),
  ).values(),
].map((name, i) => ({ id: 100 + i, name, color: 'ededed', description: '' }));
const labelOf = (name: string) => labels.find((label) => lower(label.name) === lower(name)) as Label;

/** The data does not name authors: only an author can have labeled an issue in the second in which it was opened. */
const authorOf = (row: Row) => {
  const first = row.label_events.find(({ at }) => at === row.created_at);
  return first ? first.actor : `author-of-${row.number}`;
};
const happened: Happened[] = rows
  .flatMap((row) => {
    const carries = new Set<string>();
    return row.label_events.map((event, i) => {
      if (event.event === 'labeled') carries.add(lower(event.label));
      else carries.delete(lower(event.label));
      return { id: `${row.number}-${i}`, row, event, author: authorOf(row), carries: [...carries] };
    });
  })
  .sort((a, b) => Date.parse(a.event.at) - Date.parse(b.event.at));

const user = (login: string | null) =>
  login === null
    ? null
    : { login, id: [...login].reduce((sum, char) => (sum * 31 + char.charCodeAt(0)) % 1e9, 7), type: 'User' };

const issueOf = ({ row, event, author, carries }: Happened) => ({
  number: row.number,
  title: row.title,
  body: row.body,
  user: user(author),
  author_association: row.author_association,
  state: 'open',
  state_reason: null,
  labels: carries.map(labelOf),
  assignees: [],
  locked: false,
  created_at: row.created_at,
  updated_at: event.at,
  closed_at: null,
});

const repo: RepositoryRef = {
  ...{ installationId: 21, repositoryId: 210, owner: 'bitcoin-core', name: 'gui', private: false },
};

/**
 * The rules of docs/learning.md, read once more: which label means what was decided by reading the names, and nothing of the
 * App's own reading is used.
 */
const values: Record<string, [dimension: string, value: string]> = {
  bug: ['category', 'bug'],
  feature: ['category', 'feature'],
  'questions and help': ['category', 'question'],
  doc: ['category', 'documentation'],
};
for (const area of ['UX', 'Wallet', 'Design', 'macOS', 'Linux', 'UI', 'Translations', 'Tests', 'Windows'])
  values[lower(area)] = ['area', labels.find(({ name }) => lower(name) === lower(area))?.name ?? area];
for (const area of ['Accessibility', 'Qt 6', 'Wayland']) values[lower(area)] = ['area', area];

function reference({ id, row, event, author }: Happened) {
  const meaning = values[lower(event.label)];
  if (!meaning) return [];
  const seconds = (Date.parse(event.at) - Date.parse(row.created_at)) / 1000;
  const isMember = ['OWNER', 'MEMBER', 'COLLABORATOR'].includes(row.author_association);
  if (event.actor === author && seconds < 60 && !isMember) return [];
  return [
    {
      number: row.number,
      label: labelOf(event.label).name,
      dimension: meaning[0],
      value: meaning[1],
      verdict: event.event === 'labeled' ? 'missed' : 'rejected',
      by: event.actor ?? 'ghost',
      at: Date.parse(event.at),
      cause: id,
    },
  ];
}

describe.skipIf(absent)('the label events of a real repository', () => {
  let database: Database;
  let probot: Probot;
  beforeAll(async () => {
    database = await (databases[0] as (typeof databases)[number]).open();
    const last = new Map(happened.map((each) => [each.row.number, issueOf(each)]));
    const issues = [...last.values()].map((issue) => toIssue(repo.repositoryId, issue));
    const { github } = createMemoryGitHub({ labels, issues });
    const deps = createAppDeps(createServices({ database, queue: idleQueue }), idleQueue, {
      gateway: () => github,
      appReads: { installationOf: async () => repo.installationId } as never,
      isStale: () => false,
    });
    const { privateKey } = generateKeyPairSync('rsa', {
      modulusLength: 2048,
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    });
    probot = createProbot(
      { appId: 1, privateKey, webhookSecret: 'a secret', apiUrl: 'http://127.0.0.1:1' },
      pino({ level: 'silent' }),
    );
    await probot.ready();
    await probot.load(createApp(deps));
  });
  afterAll(() => database?.close());

  const receive = async (each: Happened) =>
    probot.receive({
      id: each.id,
      name: 'issues',
      payload: {
        action: each.event.event,
        label: labelOf(each.event.label),
        issue: issueOf(each),
        repository: { id: 210, name: 'gui', full_name: 'bitcoin-core/gui', private: false },
        sender: user(each.event.actor),
        installation: { id: repo.installationId },
      } as never,
    });

  const kept = async () =>
    (await createLessonStore(database).list(repo, { revoked: true }, 10_000))
      .map(({ number, subject, verdict, by, at, cause }) => ({
        number,
        ...(subject.kind === 'label'
          ? { label: subject.label, dimension: subject.dimension, value: subject.value }
          : { label: '', dimension: '', value: subject.kind }),
        ...{ verdict, by: by?.login, at: Date.parse(at), cause },
      }))
      .sort(byCause);
  const byCause = (a: { cause: string }, b: { cause: string }) => (a.cause < b.cause ? -1 : 1);

  it('teach exactly what the written rules say, in order, twice and backwards', async () => {
    expect(happened).toHaveLength(455);
    const expected = happened.flatMap(reference).sort(byCause);
    for (const each of happened) await receive(each);
    expect(await kept()).toEqual(expected);
    for (const each of happened.toReversed()) await receive(each);
    expect(await kept()).toEqual(expected);
    const taken = expected.filter(({ verdict }) => verdict === 'rejected').length;
    console.info(`${happened.length} events, ${expected.length} lessons, ${taken} of them rejected`);
  }, 240_000);
});
