import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Issue } from '../../../src/domain/issue/issue.ts';
import { createBacklogReads } from '../../../src/store/console/backlog-reads.ts';
import type { Database } from '../../../src/store/core/database.ts';
import { createIssueStore } from '../../../src/store/issues/issues.ts';
import { createDecisionStore } from '../../../src/store/record/decisions.ts';
import { databases } from '../../support/databases.ts';
import { makeIssue, makeRepository } from '../make-repository.ts';

const noValues = { values: [], similar: [], missing: [], fallback: null };

describe.each(databases)('open issues that wait, $name', ({ open }) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());

  it('are those never decided, from before the App came or after', async () => {
    const repo = makeRepository();
    const store = createIssueStore(database);
    const backlog = createBacklogReads(database);
    const issue = (number: number, given: Partial<Issue> = {}) => makeIssue(repo, number, given);
    await store.savePastIssue(repo, issue(1));
    await store.savePastIssue(repo, issue(2, { state: 'closed' }));
    await store.savePastIssue(repo, issue(3, { author: { login: 'x[bot]', id: 9, kind: 'bot' } }));
    await store.savePastIssue(repo, issue(4, { locked: true }));
    await store.saveIssue(repo, issue(5));
    await store.saveIssue(repo, issue(6, { updatedAt: '2026-11-20T08:00:00Z' }));
    await store.saveIssue(repo, issue(7));
    for (const number of [6, 7])
      await createDecisionStore(database).record(repo, {
        ...{ number, inputHash: 'h', deliveryId: null, opinions: [], tookMs: 1 },
        decision: noValues,
      });
    expect(await backlog.count(repo)).toBe(2);
    expect(await backlog.numbers(repo, 10)).toEqual([5, 1]);
    expect((await backlog.newest(repo, 1)).map(({ number, title }) => [number, title])).toEqual([
      [5, 'The harbour light number 5 is out'],
    ]);
    expect(await backlog.changedSince(repo, null, 10)).toEqual([5]);
    expect(await backlog.changedSince(repo, '2026-11-19T00:00:00Z', 10)).toEqual([6, 5]);
    expect(await backlog.count(makeRepository({ installationId: repo.installationId }))).toBe(0);
  });
});
