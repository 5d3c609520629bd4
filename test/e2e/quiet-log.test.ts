import { afterAll, beforeAll, expect, it } from 'vitest';
import { databases } from '../support/databases.ts';
import { type RunningDispatch, runDispatch } from '../support/running-dispatch.ts';

const password = 'correct horse battery staple';
const key = 'AKIAIOSFODNN7EXAMPLE';

let run: RunningDispatch;
beforeAll(async () => {
  const [embedded] = databases;
  if (!embedded) throw new Error('the embedded database is always there');
  run = await runDispatch(embedded);
});
afterAll(() => run?.close());

it('a delivery that fails leaves nothing of its issue in the log', async () => {
  run.github.faults.inject({ method: 'GET', path: /\/contents\//, status: 500, times: 1_000 });
  const { deliveryId } = await run.github.openIssue('acme/widgets', {
    title: `Sign-in fails for ${password}`,
    body: `My password is ${password} and my key is ${key}.`,
    author: 'rita',
  });
  const failed = () => run.log.filter(({ delivery, level }) => delivery === deliveryId && level === 'error');
  // Probot's own line, and ours.
  await expect.poll(() => failed().length, { timeout: 30_000 }).toBeGreaterThan(1);
  const text = JSON.stringify(run.log);
  expect(text).not.toContain(password);
  expect(text).not.toContain(key);
  for (const { err } of failed())
    expect(err).toMatchObject({ message: expect.stringMatching(/./), stack: expect.stringMatching(/^at /) });
});
