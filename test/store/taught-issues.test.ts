import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../src/store/database.ts';
import { createIssueStore } from '../../src/store/issues.ts';
import { createPastStore } from '../../src/store/pasts.ts';
import { createTaughtIssues } from '../../src/store/taught-issues.ts';
import { createTimelineStore } from '../../src/store/timeline.ts';
import { databases } from '../support/databases.ts';
import { makeIssue, makeRepository } from './make-repository.ts';

const mona = { login: 'mona', id: 1, kind: 'person' } as const;
const ours = { login: 'dispatch[bot]', id: 2, kind: 'bot' } as const;
const at = '2026-10-01T00:00:00Z';

describe.each(databases)('issues that teach, $name', ({ open }) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database?.close());

  it('carry the labels that people gave them, and the title they were filed with', async () => {
    const repo = makeRepository();
    const issues = createIssueStore(database);
    const pasts = createPastStore(database);
    const timeline = createTimelineStore(database);
    for (let number = 1; number <= 6; number++)
      await issues.saveIssue(repo, makeIssue(repo, number, { labels: ['Bug'] }));
    await pasts.addEvents(repo, [
      { number: 1, by: mona, at, kind: 'labeled', label: 'bug' },
      { number: 1, by: mona, at, kind: 'renamed', from: 'It is dark' },
      { number: 2, by: ours, at, kind: 'labeled', label: 'bug' },
      // Number 3: nobody knows who.
      { number: 4, by: mona, at, kind: 'labeled', label: 'bug' },
      { number: 5, by: ours, at, kind: 'labeled', label: 'bug' },
    ]);
    const live = (number: number, actor: typeof mona | typeof ours, kind: 'labeled' | 'unlabeled') =>
      timeline.append(repo, number, [
        { kind, actor, deliveryId: `d${number}-${kind}`, detail: { label: 'Bug' } },
      ]);
    // Taken off by a person and put back by us: ours does not teach.
    await live(4, mona, 'unlabeled');
    await live(4, ours, 'labeled');
    // Ours, taken off and put back by a person: now a person's.
    await live(5, mona, 'labeled');

    const taught = await createTaughtIssues(database).newest(repo, 5);
    expect(taught.map(({ number, labels }) => [number, labels])).toEqual([
      [2, []],
      [3, []],
      [4, []],
      [5, ['Bug']],
      [6, []],
    ]);
    const [first] = await createTaughtIssues(database).newest(repo, 6);
    expect(first).toMatchObject({ number: 1, title: 'It is dark', labels: ['Bug'], labelledAt: at });
  });

  it('come oldest first, however many there are', async () => {
    const repo = makeRepository();
    const issues = createIssueStore(database);
    for (let number = 1; number <= 420; number++) await issues.saveIssue(repo, makeIssue(repo, number));
    const taught = createTaughtIssues(database);
    const numbers = (await taught.newest(repo, 410)).map(({ number }) => number);
    expect(numbers).toEqual(Array.from({ length: 410 }, (_, i) => i + 11));
  });
});
