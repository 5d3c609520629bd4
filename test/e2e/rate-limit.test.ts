import { afterAll, beforeAll, expect, it } from 'vitest';
import { databases } from '../support/databases.ts';
import { type RunningDispatch, runDispatch } from '../support/running-dispatch.ts';

let run: RunningDispatch;
beforeAll(async () => {
  const [embedded] = databases;
  if (!embedded) throw new Error('the embedded database is always there');
  run = await runDispatch(embedded);
});
afterAll(() => run?.close());

it('refuses the 101st page of a minute, and never a signed webhook', async () => {
  const statuses = [];
  for (let page = 0; page < 101; page++) {
    const answer = await fetch(`${run.dispatch.url}/sign-in`, { redirect: 'manual' });
    statuses.push(answer.status);
  }
  expect(statuses.slice(0, 100)).not.toContain(429);
  expect(statuses[100]).toBe(429);
  const { delivered } = await run.github.openIssue('acme/widgets', {
    title: 'Still heard',
    body: '',
    author: 'rita',
  });
  expect(await delivered).toBe(202);
  expect((await fetch(`${run.dispatch.url}/healthz`)).status).toBe(200);
});
