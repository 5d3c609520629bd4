import { expect, it } from 'vitest';
import { createHealth, type HealthCheck } from '../../src/ops/health.ts';

const good: HealthCheck = { name: 'database', run: async () => 'PostgreSQL 17' };
const bad: HealthCheck = { name: 'queue', run: () => Promise.reject(new Error('no worker')) };
const hanging: HealthCheck = { name: 'migrations', run: () => new Promise(() => {}), timeoutMs: 20 };

it('is alive without asking any part', async () => {
  const health = createHealth({ checks: () => [hanging] });
  expect((await health.request('/healthz')).status).toBe(200);
});

it('is ready when every part is', async () => {
  const answer = await createHealth({ checks: () => [good] }).request('/readyz');
  expect(answer.status).toBe(200);
  expect(await answer.json()).toMatchObject({
    status: 'ready',
    checks: [{ name: 'database', ok: true, detail: 'PostgreSQL 17' }],
  });
});

it('names each part that fails or hangs', async () => {
  const answer = await createHealth({ checks: () => [good, bad, hanging] }).request('/readyz');
  expect(answer.status).toBe(503);
  const { checks } = (await answer.json()) as { checks: { name: string; ok: boolean; detail: string }[] };
  expect(checks.map(({ name, ok, detail }) => [name, ok, detail])).toEqual([
    ['database', true, 'PostgreSQL 17'],
    ['queue', false, 'no worker'],
    ['migrations', false, 'no response within 20 ms'],
  ]);
});

it('is not ready while it stops', async () => {
  const answer = await createHealth({ checks: () => [good], stopping: () => true }).request('/readyz');
  expect(answer.status).toBe(503);
});

it('asks the parts once for many who ask at the same time', async () => {
  let asked = 0;
  const run = async () => {
    asked += 1;
    return undefined;
  };
  const health = createHealth({ checks: () => [{ name: 'database', run }] });
  await Promise.all(Array.from({ length: 20 }, () => health.request('/readyz')));
  expect(asked).toBe(1);
});

it('shows no secret of an error', async () => {
  const leaky: HealthCheck = { name: 'database', run: () => Promise.reject(new Error('hunter2 refused')) };
  const health = createHealth({ checks: () => [leaky], redact: (text) => text.replace('hunter2', '…') });
  expect(await (await health.request('/readyz')).text()).not.toContain('hunter2');
});
