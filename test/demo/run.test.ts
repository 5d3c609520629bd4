import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { loadStory } from '../../demo/story/story.ts';

const root = join(import.meta.dirname, '../..');
const minutes = 60_000;
const past = loadStory().past.length;
let data: string;
let running: ChildProcess | null = null;
beforeAll(() => {
  data = mkdtempSync(join(tmpdir(), 'demo-'));
});
afterEach(() => void running?.kill('SIGKILL'));
afterAll(() => rmSync(data, { recursive: true, force: true }));

function startDemo(...args: string[]) {
  const options = [
    '--liftoff-only',
    '--import',
    'tsx',
    'demo/run.ts',
    '--port',
    '0',
    '--data',
    data,
    ...args,
  ];
  const child = spawn(process.execPath, options, { cwd: root });
  running = child;
  let text = '';
  child.stdout.on('data', (chunk) => {
    text += chunk;
  });
  child.stderr.on('data', (chunk) => {
    text += chunk;
  });
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, text }));
  return {
    ended,
    interrupt: () => child.kill('SIGINT'),
    async says(words: string) {
      while (!text.includes(words)) {
        const over = await Promise.race([
          once(child.stdout, 'data').then(() => false),
          ended.then(() => true),
        ]);
        if (over && !text.includes(words)) throw new Error(`ended without saying "${words}":\n${text}`);
      }
      return text;
    },
  };
}

const opened = (folder: string) => {
  const lines = readFileSync(join(data, folder, 'progress.jsonl'), 'utf8')
    .trimEnd()
    .split('\n');
  return lines.map((line) => JSON.parse(line) as { line: number; number: number });
};

describe('npm run demo', () => {
  it(
    'replays, serves until Ctrl-C, and goes on from there the next time',
    async () => {
      const first = startDemo('--limit', '5', '--pace', '0');
      const text = await first.says('Still running');
      const console = /Console +(\S+)/.exec(text)?.[1] ?? '';
      const github = /Local GitHub +(\S+)/.exec(text)?.[1] ?? '';
      expect((await fetch(new URL('/readyz', console))).status).toBe(200);
      expect(text).toContain(`Learned from ${past} past issues`);
      expect(await (await fetch(github)).text()).toContain('Takeout import');
      first.interrupt();
      expect(await first.ended).toMatchObject({ code: 0 });

      const second = await startDemo('--limit', '7', '--pace', '0', '--exit').ended;
      expect(second.text).toContain('5 issues were saved by an earlier run. Continuing with the other 2');
      expect(second.text).toMatch(new RegExp(`7/7 +#${past + 7} .*skipped: the issue is labeled no-triage`));
      expect(second.text).toContain('7 issues, of which 1 skipped on purpose.');
      expect(second.code).toBe(0);
      expect(opened('story').map(({ line, number }) => [line, number])).toEqual(
        [1, 2, 3, 4, 5, 6, 7].map((n) => [n, past + n]),
      );
    },
    10 * minutes,
  );

  it(
    'replays a file, names its bad lines and says how often it agreed',
    async () => {
      const file = join(data, 'Own Issues.jsonl');
      const issue = {
        title: 'How do I change the port?',
        body: 'I cannot find it in the docs. Is there an option?',
        labels: ['question'],
      };
      writeFileSync(
        file,
        `${JSON.stringify(issue)}\n{"title": 3}\n{"title":"Crash on start","label":"bug"}\n`,
      );
      const { code, text } = await startDemo('--issues', file, '--exit').ended;
      expect(text).toContain('Line 2 skipped: "title" is missing or not a text.');
      expect(text).toMatch(/2\/2 +#2 +Crash on start/);
      expect(text).toMatch(/category( +\d+){5}/);
      expect(code).toBe(0);
    },
    2 * minutes,
  );

  it(
    'says what is wrong and what to do, without a stack',
    async () => {
      const missing = await startDemo('--issues', join(data, 'none.jsonl')).ended;
      expect(missing).toMatchObject({
        code: 1,
        text: expect.stringMatching(/none\.jsonl cannot be read. There is no such file/),
      });
      const server = createServer();
      await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
      const { port } = server.address() as { port: number };
      const taken = await startDemo('--port', String(port)).ended;
      server.close();
      expect(taken.code).toBe(1);
      expect(taken.text).toContain(`Port ${port} is already in use.\nChoose another one with --port N`);
      expect(taken.text).not.toMatch(/^ +at /m);
    },
    2 * minutes,
  );
});
