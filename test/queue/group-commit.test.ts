import { expect, it } from 'vitest';
import { createGroupCommit } from '../../src/queue/group-commit.ts';

/** Commits by hand: each group waits until it is let go. */
function byHand(options: {
  lanes: number;
  size: number;
  weight?: { of: (item: number) => number; most: number };
}) {
  const groups: { items: number[]; commit: () => void; fail: (error: Error) => void }[] = [];
  const add = createGroupCommit<number, string>({
    ...options,
    commit: (items) =>
      new Promise((resolve, reject) => {
        groups.push({ items, commit: () => resolve(items.map((item) => `done ${item}`)), fail: reject });
      }),
    isolates: (error) => (error as Error).message === 'bad item',
  });
  return { groups, add };
}
const turn = () => new Promise((resolve) => setTimeout(resolve, 5));

it('gathers what waits while a group is under way, and answers each after its own group', async () => {
  const { groups, add } = byHand({ lanes: 1, size: 10 });
  const answered: string[] = [];
  const waiting = [1, 2].map((item) => add(item).then((answer) => answered.push(answer)));
  await turn();
  waiting.push(...[3, 4, 5].map((item) => add(item).then((answer) => answered.push(answer))));
  await turn();
  expect(groups.map(({ items }) => items)).toEqual([[1, 2]]);
  expect(answered).toEqual([]);
  groups[0]?.commit();
  await turn();
  expect(answered).toEqual(['done 1', 'done 2']);
  expect(groups[1]?.items).toEqual([3, 4, 5]);
  groups[1]?.commit();
  await Promise.all(waiting);
});

it('keeps to its lanes, sizes and weights', async () => {
  const { groups, add } = byHand({ lanes: 2, size: 3, weight: { of: (item) => item, most: 10 } });
  const all = Promise.all([1, 1, 1, 1, 50, 4, 4, 4].map(add));
  await turn();
  expect(groups.map(({ items }) => items)).toEqual([[1, 1, 1], [1]]);
  for (let index = 0; index < 5; index += 1) {
    groups[index]?.commit();
    await turn();
  }
  await all;
  expect(groups.map(({ items }) => items)).toEqual([[1, 1, 1], [1], [50], [4, 4], [4]]);
});

it('fails a group together, unless one item is to blame', async () => {
  const { groups, add } = byHand({ lanes: 1, size: 10 });
  const down = Promise.allSettled([1, 2].map(add));
  await turn();
  groups[0]?.fail(new Error('the database is down'));
  expect((await down).map(({ status }) => status)).toEqual(['rejected', 'rejected']);

  const mixed = Promise.allSettled([3, 4].map(add));
  await turn();
  groups[1]?.fail(new Error('bad item'));
  await turn();
  groups[2]?.commit();
  await turn();
  groups[3]?.fail(new Error('bad item'));
  expect((await mixed).map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
});
