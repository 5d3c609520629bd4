import type { Spending, SpendingStore } from '../../../src/triage/ports/spending.ts';

/** Spending in memory, with the store's own rules; one installation. */
export function createMemorySpending(): SpendingStore & { rows: Spending[] } {
  const rows: Spending[] = [];
  const find = (repositoryId: number, key: Pick<Spending, 'day' | 'source' | 'model'>) => {
    const known = rows.find(
      (row) =>
        row.repositoryId === repositoryId &&
        row.day === key.day &&
        row.source === key.source &&
        row.model === key.model,
    );
    if (known) return known;
    const counts = {
      ...{ calls: 0, promptTokens: 0, cachedTokens: 0, completionTokens: 0, microUsd: 0, unpricedCalls: 0 },
    };
    const row = { repositoryId, ...key, ...counts };
    rows.push(row);
    return row;
  };
  return {
    rows,
    async reserve(repo, key, microUsd, budgetMicroUsd) {
      const total = rows.filter(({ day }) => day === key.day).reduce((sum, row) => sum + row.microUsd, 0);
      if (microUsd > 0 && total + microUsd > budgetMicroUsd) return false;
      const row = find(repo.repositoryId, key);
      row.calls += 1;
      row.microUsd += microUsd;
      return true;
    },
    async settle(repo, key, used) {
      const row = find(repo.repositoryId, key);
      row.microUsd += used.microUsd;
      row.promptTokens += used.promptTokens;
      row.cachedTokens += used.cachedTokens;
      row.completionTokens += used.completionTokens;
      if (!used.priced) row.unpricedCalls += 1;
    },
    listSpending: async (_, fromDay) => rows.filter(({ day }) => day >= fromDay),
  };
}
