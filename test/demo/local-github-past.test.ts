import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type LocalGitHub, startLocalGitHub } from '../../demo/local-github/local-github.ts';
import type { PastIssue } from '../../demo/local-github/world/past-issue.ts';
import { SMALL_SEED } from '../../demo/local-github/world/seed.ts';
import { appOctokit } from './app-octokit.ts';

const past: PastIssue[] = [
  {
    title: 'Wheel falls off',
    body: 'Twice today.',
    author: 'rita',
    createdAt: '2024-05-01T10:00:00Z',
    history: [
      { at: '2024-05-01T11:00:00Z', by: 'tess', event: 'labeled', label: 'question' },
      { at: '2024-05-04T09:00:00Z', by: 'mona', event: 'unlabeled', label: 'question' },
      { at: '2024-05-04T09:00:01Z', by: 'mona', event: 'labeled', label: 'Bug' },
      { at: '2024-05-06T08:00:00Z', by: 'mona', event: 'closed', reason: 'completed' },
      { at: '2024-05-07T08:00:00Z', by: 'mona', event: 'reopened' },
    ],
  },
  {
    title: 'The wheel again',
    body: '',
    author: 'dependabee[bot]',
    createdAt: '2024-05-02T10:00:00Z',
    history: [
      { at: '2024-05-03T10:00:00Z', by: 'tess', event: 'commented', body: 'Duplicate of #1' },
      { at: '2024-05-03T10:00:00Z', by: 'tess', event: 'closed', reason: 'duplicate' },
    ],
  },
];
const [widgets] = SMALL_SEED.repositories;
if (!widgets) throw new Error('the small seed has a repository');
const seed = {
  ...SMALL_SEED,
  bots: [{ slug: 'dependabee', name: 'dependabee' }],
  repositories: [{ ...widgets, past }],
};
const acme = { owner: 'acme', repo: 'widgets' };

let folder: string;
let github: LocalGitHub;
const unlikeGitHub: string[] = [];
const start = () => startLocalGitHub({ seed, snapshotFile: join(folder, 'github.json') });
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'local-github-past-'));
  github = await start();
});
afterAll(async () => {
  await github.close();
  rmSync(folder, { recursive: true });
});
afterEach(() => {
  expect(unlikeGitHub.splice(0)).toEqual([]);
});

describe('a repository with a past', () => {
  it('lists its issues as they stand, with who closed them and when', async () => {
    const octokit = appOctokit(github, unlikeGitHub);
    const { data } = await octokit.issues.listForRepo({ ...acme, state: 'all', direction: 'asc' });
    const labels = (one: (typeof data)[number]) => one.labels.map((label) => Object(label).name);
    expect(data.map((one) => [one.number, one.user?.login, one.created_at, one.state, labels(one)])).toEqual([
      [1, 'rita', '2024-05-01T10:00:00Z', 'open', ['bug']],
      [2, 'dependabee[bot]', '2024-05-02T10:00:00Z', 'closed', []],
    ]);
    expect(data[0]).toMatchObject({
      state_reason: 'reopened',
      closed_at: null,
      updated_at: '2024-05-07T08:00:00Z',
    });
    expect(data[1]).toMatchObject({
      state_reason: 'duplicate',
      closed_at: '2024-05-03T10:00:00Z',
      comments: 1,
    });
    const { data: closed } = await octokit.issues.get({ ...acme, issue_number: 2 });
    expect(closed.closed_by?.login).toBe('tess');
    const { data: comments } = await octokit.issues.listComments({ ...acme, issue_number: 2 });
    expect(comments).toMatchObject([
      { body: 'Duplicate of #1', user: { login: 'tess' }, created_at: '2024-05-03T10:00:00Z' },
    ]);
    expect((await octokit.repos.get(acme)).data.open_issues_count).toBe(1);
  });

  it('tells what happened across the repository, newest first', async () => {
    const { data } = await appOctokit(github, unlikeGitHub).issues.listEventsForRepo(acme);
    const told = data.map((one) => [
      one.issue?.number,
      one.event,
      one.actor?.login,
      one.created_at,
      'label' in one ? one.label?.name : undefined,
    ]);
    expect(told).toEqual([
      [1, 'reopened', 'mona', '2024-05-07T08:00:00Z', undefined],
      [1, 'closed', 'mona', '2024-05-06T08:00:00Z', undefined],
      [1, 'labeled', 'mona', '2024-05-04T09:00:01Z', 'bug'],
      [1, 'unlabeled', 'mona', '2024-05-04T09:00:00Z', 'question'],
      [2, 'closed', 'tess', '2024-05-03T10:00:00Z', undefined],
      [1, 'labeled', 'tess', '2024-05-01T11:00:00Z', 'question'],
    ]);
    expect(data[1]).toMatchObject({ state_reason: 'completed' });
  });

  it('is planted once, sends nothing and is no work of the App', async () => {
    expect(github.deliveries.list(github.app.id)).toEqual([]);
    expect(github.ledger).toEqual([]);
    const { number } = await github.openIssue('acme/widgets', { title: 'New', author: 'rita' });
    expect(number).toBe(3);
    await github.close();
    github = await start();
    const { data } = await appOctokit(github, unlikeGitHub).issues.listForRepo({ ...acme, state: 'all' });
    expect(data.map((one) => one.number)).toEqual([3, 2, 1]);
    expect(data[2]?.created_at).toBe('2024-05-01T10:00:00Z');
  });
});
