import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { freePort } from '../../demo/free-port.ts';
import { type LocalGitHub, startLocalGitHub } from '../../demo/local-github/local-github.ts';
import { SMALL_SEED } from '../../demo/local-github/world/seed.ts';
import { authorize } from '../demo/picker.ts';
import { credentialsFor, sessionSecret } from '../support/running-dispatch.ts';
import { until } from '../support/until.ts';

// What the image runs: chunks, the files beside them and the threads are found from there, not from the sources.
const run = promisify(execFile);
const root = join(import.meta.dirname, '../..');
const repository = 'acme/widgets';
const seed = {
  ...SMALL_SEED,
  repositories: SMALL_SEED.repositories.map((each) => ({
    ...each,
    files: { '.github/dispatch.yml': 'mode: apply\nlabels:\n  thresholds:\n    bug: 0.6\n' },
  })),
};
let github: LocalGitHub;
let child: ChildProcess;
let dataDir: string;
let url: string;
let log = '';

beforeAll(async () => {
  await run(process.execPath, ['--import', 'tsx', 'scripts/build.ts'], { cwd: root });
  const port = await freePort(0, 'PORT');
  url = `http://127.0.0.1:${port}`;
  const app = { callbackUrls: [`${url}/sign-in/callback`] };
  github = await startLocalGitHub({ webhookSecret: 'a secret of the test', seed: { ...seed, app } });
  dataDir = await mkdtemp(join(tmpdir(), 'dispatch-built-'));
  child = spawn(process.execPath, ['dist/src/main.js'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env.PATH,
      ...credentialsFor(github),
      PORT: String(port),
      DATA_DIR: dataDir,
      EDIT_WAIT_SECONDS: '0',
      SESSION_SECRET: sessionSecret,
    },
  });
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (log += String(chunk)));
  await until(async () => (await fetch(`${url}/readyz`).catch(() => null))?.status === 200, 60_000);
  github.deliverTo(`${url}/api/github/webhooks`);
});
afterAll(async () => {
  child?.kill('SIGKILL');
  await github?.close();
  await rm(dataDir, { recursive: true, force: true });
});

/** Signs in as a browser does, and gives the session's cookie. */
async function signIn(login: string): Promise<string> {
  const cookieOf = (answer: Response) =>
    answer.headers
      .getSetCookie()
      .map((cookie) => cookie.split(';')[0] ?? '')
      .filter((pair) => !pair.endsWith('='))
      .join('; ');
  const begun = await fetch(`${url}/sign-in/github`, { redirect: 'manual' });
  const asked = Object.fromEntries(new URL(begun.headers.get('location') ?? '').searchParams);
  const to = await authorize(github, asked.redirect_uri ?? '', login, asked);
  return cookieOf(await fetch(to, { redirect: 'manual', headers: { cookie: cookieOf(begun) } }));
}

it('labels an issue, and shows it in the console', async () => {
  const { number } = await github.openIssue(repository, {
    title: 'Crash when opening a large archive',
    body: 'It **crashes** every time.\n\n```\nTypeError: cannot read properties of undefined\n    at open (a.js:31:7)\n```',
    author: 'rita',
  });
  await until(
    () => github.ledger.some((entry) => entry.number === number && entry.kind === 'label.add'),
    60_000,
  );
  const cookie = await signIn('mona');
  const read = async (path: string) => (await fetch(url + path, { headers: { cookie } })).text();
  // A thread renders the text; while it starts, a page shows the text as it is.
  let text = '';
  await until(async () => {
    text = await read(`/${repository}/issues/${number}`);
    return text.includes('<strong>crashes</strong>');
  }, 30_000);
  for (const [, file] of text.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g))
    expect((await fetch(url + file)).status, file).toBe(200);
  expect(await read(`/${repository}`)).toContain('Overview');
  const wrong = log.split('\n').filter((line) => /"level":(50|60)|Cannot find|ENOENT/.test(line));
  expect(wrong).toEqual([]);
});

it('every program of the operator answers', async () => {
  const files = readdirSync(join(root, 'dist/scripts'));
  const answers = await Promise.all(
    files.map((file) => run(process.execPath, [`dist/scripts/${file}`, '--help'], { cwd: root })),
  );
  for (const { stdout } of answers) expect(stdout).toContain('Usage:');
});

it('stops when it is told to', async () => {
  const exit = once(child, 'exit');
  child.kill('SIGTERM');
  expect(await exit).toEqual([0, null]);
});
