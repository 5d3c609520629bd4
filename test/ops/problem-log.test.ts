import { expect, it } from 'vitest';
import { createProblemLog } from '../../src/ops/problem-log.ts';
import { until } from '../support/until.ts';

function recorded() {
  const lines: { level: string; message: string; fields: Record<string, unknown> }[] = [];
  const at = (level: string) => (fields: object, message: string) =>
    void lines.push({ level, message, fields: { ...fields } });
  return { lines, log: { error: at('error'), info: at('info') } };
}

it('says once that something goes wrong, however often it is tried, and once that it is over', async () => {
  const { lines, log } = recorded();
  const problem = createProblemLog(log, { quietMs: 200 });
  const refused = new Error('connect ECONNREFUSED');
  for (let attempt = 0; attempt < 30; attempt += 1) problem('settling a job failed', refused);
  problem('settling a job failed', new Error('timeout expired'));
  problem('taking jobs failed', refused);
  expect(lines).toEqual([
    {
      level: 'error',
      message: 'settling a job failed; repeats not logged',
      fields: { problem: 'settling a job failed', err: refused },
    },
    {
      level: 'error',
      message: 'taking jobs failed; repeats not logged',
      fields: { problem: 'taking jobs failed', err: refused },
    },
  ]);
  await until(() => lines.length === 3);
  // What happened once is over by itself, and needs no second line.
  expect(lines[2]).toMatchObject({
    level: 'info',
    message: 'problem resolved',
    fields: { problem: 'settling a job failed', times: 31 },
  });
});

it('says it again when it comes back after it was over', async () => {
  const { lines, log } = recorded();
  const problem = createProblemLog(log, { quietMs: 20 });
  problem('taking jobs failed');
  problem('taking jobs failed');
  await until(() => lines.length === 2);
  problem('taking jobs failed');
  expect(lines.map(({ level }) => level)).toEqual(['error', 'info', 'error']);
});
