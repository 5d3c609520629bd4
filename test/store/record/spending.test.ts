import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../../src/store/core/database.ts';
import { createSpendingStore } from '../../../src/store/record/spending.ts';
import { databases } from '../../support/databases.ts';
import { makeRepository } from '../make-repository.ts';

const key = { day: '2026-11-22', source: 'openai', model: 'gpt-6-luna' };
const used = { microUsd: -600, promptTokens: 900, cachedTokens: 100, completionTokens: 50, priced: true };

describe.each(databases)('spending, $name', ({ open }) => {
  let database: Database;
  let spending: ReturnType<typeof createSpendingStore>;
  beforeAll(async () => {
    database = await open();
    spending = createSpendingStore(database);
  });
  afterAll(() => database.close());

  it('keeps calls, tokens and money by repository, day and model', async () => {
    const repo = makeRepository();
    expect(await spending.reserve(repo, key, 1_000, 5_000)).toBe(true);
    await spending.settle(repo, key, used);
    expect(await spending.reserve(repo, key, 1_000, 5_000)).toBe(true);
    await spending.settle(repo, key, { ...used, priced: false });
    await spending.reserve(repo, { ...key, day: '2026-11-21', model: 'old' }, 10, 5_000);
    expect(await spending.listSpending(repo.installationId, '2026-11-22')).toEqual([
      {
        repositoryId: repo.repositoryId,
        ...key,
        calls: 2,
        promptTokens: 1_800,
        cachedTokens: 200,
        completionTokens: 100,
        microUsd: 800,
        unpricedCalls: 1,
      },
    ]);
    expect(await spending.listSpending(repo.installationId, '2026-11-01')).toHaveLength(2);
  });

  it('stops at the budget of the installation, over all its repositories, also when calls come at once', async () => {
    const first = makeRepository();
    const second = { ...first, repositoryId: first.repositoryId + 1 };
    const asked = await Promise.all(
      Array.from({ length: 12 }, (_, at) => spending.reserve(at % 2 ? first : second, key, 300, 1_000)),
    );
    expect(asked.filter(Boolean)).toHaveLength(3);
    const rows = await spending.listSpending(first.installationId, key.day);
    expect(rows.reduce((sum, row) => sum + row.microUsd, 0)).toBe(900);
    expect(rows.reduce((sum, row) => sum + row.calls, 0)).toBe(3);
  });

  it('begins anew each day and for each installation', async () => {
    const repo = makeRepository();
    expect(await spending.reserve(repo, key, 1_000, 1_000)).toBe(true);
    expect(await spending.reserve(repo, key, 1, 1_000)).toBe(false);
    expect(await spending.reserve(repo, { ...key, day: '2026-11-23' }, 1, 1_000)).toBe(true);
    expect(await spending.reserve(makeRepository(), key, 1, 1_000)).toBe(true);
  });

  it('lets a call through that costs nothing', async () => {
    const repo = makeRepository();
    expect(await spending.reserve(repo, key, 0, 0)).toBe(true);
    expect(await spending.reserve(repo, key, 1, 0)).toBe(false);
  });
});
