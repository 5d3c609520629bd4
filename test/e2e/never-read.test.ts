import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createBackfillStore } from '../../src/store/issues/backfills.ts';
import { createRepositoryStore } from '../../src/store/repositories/repositories.ts';
import { reconcileId } from '../../src/triage/chores/reconcile-repositories.ts';
import { databases } from '../support/databases.ts';
import { type RunningDispatch, runDispatch } from '../support/running-dispatch.ts';
import { until } from '../support/until.ts';

describe.each(databases)('a repository whose past was never read, on the $name database', (database) => {
  let run: RunningDispatch;
  beforeAll(async () => {
    run = await runDispatch(database);
  }, 60_000);
  afterAll(() => run?.close());

  it('has it read once a worker looks around, without an event', async () => {
    const { github, dispatch } = run;
    const { installationId } = github;
    const repositoryId = github.world.tables.repos.findOneBy('full_name', 'acme/widgets')?.id ?? 0;
    const place = { installationId, repositoryId };
    const repositories = createRepositoryStore(dispatch.database, async () => {});
    await repositories.saveRepository({ ...place, owner: 'acme', name: 'widgets', private: false });
    const backfills = createBackfillStore(dispatch.database);
    expect(await backfills.get(place)).toBeNull();
    await dispatch.queue.chores.add(reconcileId);
    await until(async () => (await backfills.get(place))?.stage === 'done', 30_000);
    expect(github.violations).toEqual([]);
  }, 60_000);
});
