import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SMALL_SEED } from '../../../demo/local-github/world/seed.ts';
import { createPagePorts } from '../../../src/app/create-page-ports.ts';
import { databases } from '../../support/databases.ts';
import { type RunningDispatch, runDispatch } from '../../support/running-dispatch.ts';
import { until } from '../../support/until.ts';

const repo = 'acme/widgets';

describe.each(databases)('a backtest through the worker, on the $name database', (database) => {
  let run: RunningDispatch;
  beforeAll(async () => {
    run = await runDispatch(database, { seed: SMALL_SEED });
  });
  afterAll(() => run?.close());

  it('goes through what people labeled', async () => {
    const { github, dispatch } = run;
    for (let i = 0; i < 12; i++) {
      const title = i % 2 === 0 ? `It crashes when saving ${i}` : `Please add an export ${i}`;
      const { number } = await github.openIssue(repo, { title, body: 'Every time.', author: 'rita' });
      if (i % 2 === 0) await github.addLabel(repo, number, 'bug', 'mona');
    }
    await run.drained();
    const { backtests } = createPagePorts(dispatch.services, dispatch.queue);
    const repositoryId = github.world.tables.repos.findOneBy('full_name', repo)?.id ?? 0;
    const place = { installationId: github.installationId, repositoryId };
    const repository = { ...place, owner: 'acme', name: 'widgets', private: false };
    await backtests.ask(repository);
    await until(async () => {
      const state = await backtests.read(repository);
      return state?.stage === 'done' || state?.stage === 'failed';
    }, 60_000);
    const state = await backtests.read(repository);
    expect(state).toMatchObject({ stage: 'done', done: 12, total: 12, problem: null });
    expect(state?.kept?.report).toMatchObject({ issues: 12, judged: 6 });
    expect(state?.kept?.report.labels.find(({ label }) => label === 'bug')).toMatchObject({ seen: 6 });
    expect(state?.kept?.prices.length).toBeGreaterThan(0);
  }, 90_000);
});
