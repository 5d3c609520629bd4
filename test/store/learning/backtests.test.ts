import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../../src/store/core/database.ts';
import { createBacktestStore } from '../../../src/store/learning/backtests.ts';
import { livelyBacktest } from '../../console/backtest-situation.ts';
import { databases } from '../../support/databases.ts';
import { makeRepository } from '../make-repository.ts';

describe.each(databases)('backtests, $name', ({ open }) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());

  it('tells how far one has come, and keeps the last report while the next one runs', async () => {
    const store = createBacktestStore(database);
    const place = makeRepository();
    expect(await store.read(place)).toBeNull();
    await store.ask(place);
    expect(await store.read(place)).toMatchObject({ stage: 'waiting', kept: null, startedAt: null });
    await store.begin(place, 200);
    await store.progress(place, 50);
    expect(await store.read(place)).toMatchObject({ stage: 'running', done: 50, total: 200 });
    const { kept } = livelyBacktest;
    if (!kept) throw new Error('no report');
    const { at, ...report } = kept;
    await store.finish(place, report);
    expect(await store.read(place)).toMatchObject({
      stage: 'done',
      done: 200,
      kept: { ...report, at: expect.any(String) },
    });
    expect(at).toBeDefined();
    await store.ask(place);
    await store.begin(place, 210);
    await store.fail(place, 'the past is away');
    const failed = await store.read(place);
    expect(failed).toMatchObject({ stage: 'failed', problem: 'the past is away', kept: report });
    expect(await store.read(makeRepository())).toBeNull();
  });
});
