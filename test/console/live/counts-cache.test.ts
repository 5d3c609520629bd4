import { expect, it } from 'vitest';
import { createCountsCache } from '../../../src/console/live/counts-cache.ts';
import type { ConsoleReads, RepositoryCounts, VisibleRepository } from '../../../src/read/console.ts';

const repository = { repositoryId: 7 } as VisibleRepository;
const counted = (waiting: number) => [{ repositoryId: 7, waiting } as unknown as RepositoryCounts];

it('counts that were begun before something changed are not shown after it', async () => {
  const gates: PromiseWithResolvers<RepositoryCounts[]>[] = [];
  const reads = {
    counts: () => {
      const gate = Promise.withResolvers<RepositoryCounts[]>();
      gates.push(gate);
      return gate.promise;
    },
  } as unknown as ConsoleReads;
  const book = createCountsCache(reads);
  const before = book([repository]);
  book.forget([repository]);
  const after = book([repository]);
  gates[1]?.resolve(counted(2));
  expect((await after).counts.get(7)).toMatchObject({ waiting: 2 });
  gates[0]?.resolve(counted(3));
  expect((await before).counts.get(7)).toMatchObject({ waiting: 3 });
  // What came later with older figures was not kept.
  expect((await book([repository])).counts.get(7)).toMatchObject({ waiting: 2 });
  expect(gates).toHaveLength(2);
});

it('counts are counted once however many ask, and a failure is told to each of them', async () => {
  let asked = 0;
  let gate = Promise.withResolvers<RepositoryCounts[]>();
  const reads = {
    counts: () => {
      asked += 1;
      return gate.promise;
    },
  } as unknown as ConsoleReads;
  const book = createCountsCache(reads);
  const two = Promise.all([book([repository]), book([repository])]);
  gate.reject(new Error('no database'));
  expect((await two).map(({ failed }) => failed)).toEqual([true, true]);
  expect(asked).toBe(1);
  gate = Promise.withResolvers();
  gate.resolve(counted(1));
  expect((await book([repository])).counts.get(7)).toMatchObject({ waiting: 1 });
});
