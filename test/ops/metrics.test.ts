import { expect, it } from 'vitest';
import { createMetrics } from '../../src/ops/metrics.ts';

const token = 'a-token-of-the-tests';
const asked = { headers: { authorization: `Bearer ${token}` } };

it('shows nothing without its token, and is not there where none is set', async () => {
  const status = async (own: string | null, authorization?: string) => {
    const { routes } = createMetrics({ processMetrics: false, token: own });
    const answer = await routes.request('/metrics', { headers: authorization ? { authorization } : {} });
    if (answer.status !== 200) expect(await answer.text()).not.toContain('dispatch_');
    return answer.status;
  };
  expect(await status(token)).toBe(401);
  expect(await status(token, 'Bearer another-token-of-the-tests')).toBe(401);
  expect(await status(token, `Bearer ${token}`)).toBe(200);
  expect(await status(null)).toBe(404);
  expect(await status(null, 'Bearer null')).toBe(404);
});

it('shows what was counted, in the text format of Prometheus', async () => {
  const metrics = createMetrics({ processMetrics: false, token });
  metrics.intake('queued', 0.003);
  metrics.intake('401', 0.001);
  metrics.job('issues', 'done', 0.2);
  metrics.github('POST', 200);
  metrics.gauge('dispatch_queue_waiting', 'Jobs that wait.', async () => 4);
  const answer = await metrics.routes.request('/metrics', asked);
  expect(answer.headers.get('content-type')).toContain('text/plain');
  const text = await answer.text();
  expect(text).toContain('dispatch_intake_seconds_count{outcome="queued"} 1');
  expect(text).toContain('dispatch_intake_seconds_count{outcome="401"} 1');
  expect(text).toContain('dispatch_job_seconds_count{event="issues",outcome="done"} 1');
  expect(text).toContain('dispatch_github_requests_total{method="POST",status="200"} 1');
  expect(text).toContain('dispatch_queue_waiting 4');
});

it('leaves out a number that cannot be read, and shows the others', async () => {
  const metrics = createMetrics({ processMetrics: false, token });
  let broken = false;
  metrics.gauge('dispatch_queue_waiting', 'Jobs that wait.', async () => {
    if (broken) throw new Error('database down');
    return 4;
  });
  metrics.intake('queued', 0.003);
  expect(await (await metrics.routes.request('/metrics', asked)).text()).toContain(
    'dispatch_queue_waiting 4',
  );
  broken = true;
  const text = await (await metrics.routes.request('/metrics', asked)).text();
  expect(text).not.toMatch(/dispatch_queue_waiting \d/);
  expect(text).toContain('dispatch_intake_seconds_count');
});
