import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { afterEach, expect, it } from 'vitest';
import { webhookPath } from '../../src/github/intake/intake.ts';
import { issueOpened, secret, send } from '../github/webhook-sender.ts';

const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

it('answers all that it took in, ends open live pages and exits with 0 on SIGTERM under load', async () => {
  const file = new URL('./stopping-process.ts', import.meta.url).pathname;
  const child = spawn(process.execPath, ['--import', 'tsx', file], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, SECRET: secret },
  });
  children.push(child);
  const exit = once(child, 'exit') as Promise<[number | null, string | null]>;
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async () => JSON.parse((await lines.next()).value ?? '{}');
  const { url } = await next();

  const live = await fetch(`${url}/live`, { headers: { accept: 'text/event-stream' } });
  const page = live.body?.getReader();
  await page?.read();

  let acknowledged = 0;
  let stopped = false;
  const sendAll = async () => {
    while (!stopped) {
      const answer = await send(url + webhookPath, { body: issueOpened() }).catch(() => null);
      if (answer?.status === 202) acknowledged += 1;
      else if (answer === null) stopped = true;
    }
  };
  const senders = Array.from({ length: 20 }, sendAll);
  while (acknowledged < 60) await new Promise((resolve) => setTimeout(resolve, 5));
  child.kill('SIGTERM');
  await expect(page?.read()).rejects.toThrow();
  await Promise.all(senders);
  const { accepted } = await next();
  expect(await exit).toEqual([0, null]);
  expect(acknowledged).toBe(accepted);
  expect(accepted).toBeGreaterThanOrEqual(60);
});
