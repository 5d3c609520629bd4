import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Octokit } from '@octokit/rest';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type LocalGitHub, startLocalGitHub } from '../../demo/local-github/local-github.ts';
import { appOctokit } from './app-octokit.ts';

const acme = { owner: 'acme', repo: 'widgets' };
let folder: string;
let open: LocalGitHub[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'local-github-'));
});
afterEach(async () => {
  await Promise.all(open.map((github) => github.close()));
  open = [];
  rmSync(folder, { recursive: true });
});

async function start(): Promise<LocalGitHub> {
  const github = await startLocalGitHub({
    snapshotFile: join(folder, 'kept', 'github.json'),
    ledgerFile: join(folder, 'ledger.jsonl'),
  });
  open.push(github);
  return github;
}

it('comes back with the same ids, secrets, tokens, address and ledger', async () => {
  const before = await start();
  const octokit = appOctokit(before, []);
  const { number } = await before.openIssue('acme/widgets', { title: 'Kept', author: 'rita' });
  await octokit.issues.addLabels({ ...acme, issue_number: number, labels: ['bug'] });
  const { data: comment } = await octokit.issues.createComment({
    ...acme,
    issue_number: number,
    body: 'kept',
  });
  await octokit.reactions.createForIssue({ ...acme, issue_number: number, content: 'eyes' });
  await before.pushFile('acme/widgets', '.github/dispatch.yml', 'mode: apply\n');
  const { data: issue } = await octokit.issues.get({ ...acme, issue_number: number });
  const { token } = (await octokit.auth({ type: 'installation' })) as { token: string };
  const app = before.app;
  const { url, installationId } = before;
  await before.close();

  const after = await start();
  expect([after.url, after.installationId, after.app]).toEqual([url, installationId, app]);
  const again = new Octokit({ baseUrl: after.url, auth: token });
  expect((await again.issues.get({ ...acme, issue_number: number })).data).toEqual(issue);
  expect((await again.issues.getComment({ ...acme, comment_id: comment.id })).data).toEqual(comment);
  const { data: file } = await again.repos.getContent({ ...acme, path: '.github/dispatch.yml' });
  expect(Buffer.from('content' in file ? file.content : '', 'base64').toString()).toBe('mode: apply\n');
  expect(after.ledger.map(({ seq, kind }) => [seq, kind])).toEqual([
    [1, 'label.add'],
    [2, 'comment.create'],
    [3, 'reaction.create'],
  ]);
  const next = await after.openIssue('acme/widgets', { title: 'Next', author: 'rita' });
  expect([next.number, next.id]).toEqual([number + 1, issue.id + 1]);
  const lines = readFileSync(join(folder, 'ledger.jsonl'), 'utf8').trim().split('\n');
  expect(lines.map((line) => JSON.parse(line).kind)).toEqual([
    'label.add',
    'comment.create',
    'reaction.create',
  ]);
});

it('keeps its secrets from other users of the machine', async () => {
  const github = await start();
  await github.save();
  expect(statSync(join(folder, 'kept', 'github.json')).mode & 0o077).toBe(0);
});
