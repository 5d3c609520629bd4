import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { parseSettings } from '../../src/domain/settings/parse-settings.ts';
import { formerBots } from '../domain/import/former-bots.ts';

const run = promisify(execFile);
const files = Object.values(formerBots);

/** GitHub's two calls for a repository's files. */
const server = createServer((request, response) => {
  const [path = ''] = (request.url ?? '').split('?');
  const send = (status: number, body: string) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(body);
  if (path === '/repos/acme/widgets/git/trees/HEAD') {
    const tree = [...files, { path: 'src/main.ts' }].map((file) => ({
      type: 'blob',
      path: file.path,
      sha: 'x',
    }));
    return send(200, JSON.stringify({ sha: 'x', truncated: false, tree }));
  }
  const name = decodeURIComponent(path.replace('/repos/acme/widgets/contents/', ''));
  const file = files.find((each) => each.path === name);
  return file ? response.end(file.text) : send(404, '{"message":"Not Found"}');
});
let folder: string;
beforeAll(async () => {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  folder = await mkdtemp(join(tmpdir(), 'dispatch-test-'));
  for (const { path, text } of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
});
afterAll(async () => {
  server.close();
  await rm(folder, { recursive: true, force: true });
});

async function importFrom(...words: string[]) {
  const { PATH = '', HOME = '' } = process.env;
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return run(process.execPath, ['--import', 'tsx', 'scripts/import-settings.ts', ...words], {
    env: { PATH, HOME, GITHUB_API_URL: url },
  }).catch((error: { stdout: string; stderr: string; code: number }) => error);
}

it('proposes the same valid settings from a folder and from GitHub, with a note for each thing', async () => {
  const local = await importFrom(folder);
  const remote = await importFrom('acme/widgets');
  const settings = parseSettings(local.stdout);
  expect(settings).toMatchObject({ settings: { missing_information: { label: 'info-needed' } } });
  const sorted = (text: string) =>
    text
      .split('\n')
      .filter((line) => !line.startsWith('#'))
      .sort();
  expect(sorted(remote.stdout)).toEqual(sorted(local.stdout));
  expect(local.stderr).toContain(
    '+ dotnet/issue-labeler (.github/workflows/predict.yml): labels that begin with part-.',
  );
  expect(local.stderr).toMatch(/\d+ taken, \d+ left, \d+ without a counterpart\./);
}, 120_000);

it('says in a sentence what it cannot read', async () => {
  const unknown = await importFrom('acme/nothing');
  expect(unknown).toMatchObject({ code: 1, stderr: expect.stringContaining('no repository acme/nothing') });
  const missing = await importFrom('./nowhere');
  expect(missing).toMatchObject({ code: 2, stderr: expect.stringContaining('./nowhere not found') });
}, 120_000);
