import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, expect, it } from 'vitest';
import { startLocalGitHub } from '../../demo/local-github/local-github.ts';

const run = promisify(execFile);
const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

async function backtest(args: (folder: string) => string[], environment: Record<string, string> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'backtest-'));
  folders.push(folder);
  const report = join(folder, 'report.html');
  const command = ['--import', 'tsx', 'scripts/backtest.ts', ...args(folder), '--report', report];
  const done = await run(process.execPath, command, { env: { ...process.env, ...environment } }).catch(
    (error: { stdout: string; stderr: string; code: number }) => error,
  );
  return { ...done, code: 'code' in done ? done.code : 0, report };
}

const line = (i: number) => ({
  title: i % 2 === 0 ? `Crash when saving ${i}` : `Please add an export ${i} <script>alert(1)</script>`,
  body: 'It happens every time.',
  labels: [i % 2 === 0 ? 'bug' : 'enhancement'],
  created_at: new Date(Date.UTC(2026, 0, 1 + i)).toISOString(),
});

it('reads a file, prints a table and writes one file with everything in it', {
  timeout: 120_000,
}, async () => {
  const { stdout, code, report } = await backtest((folder) => {
    const file = join(folder, 'past.jsonl');
    const lines = Array.from({ length: 60 }, (_, i) => JSON.stringify(line(i)));
    writeFileSync(
      file,
      [...lines, 'no JSON', JSON.stringify({ ...line(1), author_is_bot: true })].join('\n'),
    );
    return [file];
  });
  expect(code).toBe(0);
  expect(stdout).toContain('60 issues, 60 of them labeled by people');
  expect(stdout).toContain('left out or noted: 1 invalid entry (line 61');
  expect(stdout).toContain('labels applied: ');
  expect(stdout).toContain('of them on issues that people left without such a label: ');
  expect(stdout).toContain('enhancement');
  expect(stdout).toContain('gpt-6-luna');
  expect(stdout).toContain('The history does not say who was assigned to these issues or closed them');
  const html = readFileSync(report, 'utf8');
  expect(html).toContain('1 invalid entry (line 61: neither JSON nor a row of the table), 1 issue by bots');
  expect(html).toContain('<svg');
  expect(html).not.toContain('<script');
  expect(html).not.toMatch(/(?:src|href)="http/);
});

it('says whom issues would have been suggested to, in the terminal and in the file in the same words', {
  timeout: 120_000,
}, async () => {
  const { stdout, code, report } = await backtest((folder) => {
    const file = join(folder, 'past.jsonl');
    const lines = Array.from({ length: 40 }, (_, i) => ({
      ...line(0),
      number: i + 1,
      ...{ created_at: new Date(Date.UTC(2026, 0, 1 + i)).toISOString(), user: { login: 'rita' } },
      ...{ closed_at: new Date(Date.UTC(2026, 0, 1 + i, 12)).toISOString() },
      ...{ closed_by: { login: 'mona' }, assignees: i === 39 ? [{ login: 'tess' }] : [] },
    }));
    writeFileSync(file, lines.map((each) => JSON.stringify(each)).join('\n'));
    return [file];
  });
  expect(code).toBe(0);
  const html = readFileSync(report, 'utf8');
  for (const [name, value] of [
    ['issues that someone was assigned to or closed', '40'],
    ['issues with a suggested person that could be judged', '39'],
    ['the suggested person was right', '100%'],
  ]) {
    expect(stdout).toContain(`${name}: ${value}`);
    expect(html).toContain(`<dt>${name}</dt><dd>${value}</dd>`);
  }
  expect(stdout).toContain('@mona');
  expect(html).toContain('<th scope="row">@mona</th>');
});

it('says what is wrong with what it was given', { timeout: 60_000 }, async () => {
  const missing = await backtest(() => ['nowhere.jsonl']);
  expect(missing.code).toBe(2);
  expect(missing.stderr).toContain('nowhere.jsonl not found.');
  const nothing = await backtest(() => []);
  expect(nothing.code).toBe(2);
  expect(nothing.stderr).toContain('Usage');
});

it('reads a repository from GitHub', { timeout: 120_000 }, async () => {
  const github = await startLocalGitHub({ webhookSecret: 'a secret of the test' });
  try {
    const absent = await backtest(() => ['nobody/nothing'], { GITHUB_API_URL: github.url, GITHUB_TOKEN: '' });
    expect(absent.code).toBe(1);
    expect(absent.stderr).toContain('The repository nobody/nothing doesn');
    for (const title of ['Crash when saving', 'Please add an export', 'Oil for widgets'])
      await github.openIssue('acme/widgets', { title, body: 'Every time.', author: 'rita' });
    await github.addLabel('acme/widgets', 1, 'bug', 'mona');
    await github.assign('acme/widgets', 2, 'mona', 'mona');
    await github.closeIssue('acme/widgets', 1, 'mona', 'completed');
    await github.openPullRequest('acme/widgets', { title: 'Oil', author: 'rita' });
    const read = await backtest(() => ['acme/widgets'], { GITHUB_API_URL: github.url, GITHUB_TOKEN: '' });
    expect(read.stderr).not.toContain('could not');
    expect(read.stdout).toContain('acme/widgets: 3 issues, 1 of them labeled by people');
    expect(read.stdout).toContain('issues that someone was assigned to or closed: 2');
  } finally {
    await github.close();
  }
});
