import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { afterEach, expect, it } from 'vitest';
import { megabytes, stream } from './raw-request.ts';

const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill();
});

const megabyte = 1024 * 1024;
const forged = `X-Hub-Signature-256: sha256=${'0'.repeat(64)}`;

interface Reading {
  resident: number;
  highest: number;
  logged: number[];
}

async function startProcess() {
  const file = new URL('./intake-process.ts', import.meta.url).pathname;
  const child = spawn(process.execPath, ['--import', 'tsx', file], { stdio: ['pipe', 'pipe', 'inherit'] });
  children.push(child);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async () => JSON.parse((await lines.next()).value ?? '{}');
  const { port } = (await next()) as { port: number };
  const read = (): Promise<Reading> => {
    child.stdin.write('?\n');
    return next();
  };
  return { port, read };
}

it('keeps its memory and its log flat under ten unsigned streams of 200 MB, of every kind at once', async () => {
  const { port, read } = await startProcess();
  // Warm: the first request of each kind loads code.
  await stream(port, ['Transfer-Encoding: chunked', forged], megabytes(2), true);
  const before = await read();
  const kinds: [string[], boolean][] = [
    [['Transfer-Encoding: chunked', forged], true],
    [['Transfer-Encoding: chunked'], true],
    [[`Content-Length: ${200 * megabyte}`, forged], false],
    [[`Content-Length: ${24 * megabyte}`, forged], false],
    [['Transfer-Encoding: chunked', 'Content-Encoding: gzip', forged], true],
  ];
  const streams = [...kinds, ...kinds].map(([headers, chunked]) => {
    const size = headers.includes(`Content-Length: ${24 * megabyte}`) ? 24 : 200;
    return stream(port, headers, megabytes(size), chunked);
  });
  const answers = await Promise.all(
    streams.map((answer) => answer.catch(() => ({ status: 'cut off', written: 0 }))),
  );
  for (const { status } of answers) expect(status).toMatch(/ (401|408|413) |cut off/);
  const after = await read();
  expect((after.highest - before.resident) / megabyte).toBeLessThan(60);
  expect(Math.max(...after.logged)).toBeLessThan(1024);
  expect(after.logged).toHaveLength(11);
}, 60_000);
