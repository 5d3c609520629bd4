import { expect, it } from 'vitest';
import type { PastIssue } from '../../demo/local-github/world/past-issue.ts';
import { untilNow } from '../../demo/until-now.ts';

const issue = (createdAt: string, ...closedAt: string[]): PastIssue => ({
  title: 'a',
  body: '',
  author: 'rita',
  createdAt,
  history: closedAt.map((at) => ({ at, by: 'mona', event: 'closed', reason: 'completed' })),
});

it('moves a past by whole days until it ends within the day before now', () => {
  const past = [issue('2025-03-01T08:00:00Z', '2025-03-09T20:00:00Z'), issue('2025-03-05T09:30:00Z')];
  const moved = untilNow(past, Date.parse('2026-01-20T12:00:00Z'));
  expect(moved.map(({ createdAt, history }) => [createdAt, ...history.map(({ at }) => at)])).toEqual([
    ['2026-01-11T08:00:00.000Z', '2026-01-19T20:00:00.000Z'],
    ['2026-01-15T09:30:00.000Z'],
  ]);
});

it('leaves nothing as nothing', () => {
  expect(untilNow([], Date.now())).toEqual([]);
});
