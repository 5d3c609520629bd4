import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RepositoryRef } from '../../../src/domain/issue/repository.ts';
import { createConsoleReads } from '../../../src/store/console/console-reads.ts';
import type { Database } from '../../../src/store/core/database.ts';
import { createIssueStore } from '../../../src/store/issues/issues.ts';
import { forgottenIssues } from '../../../src/store/schema/repository-schema.ts';
import { databases } from '../../support/databases.ts';
import { makeIssue, makeRepository } from '../make-repository.ts';

describe.each(databases)('issues, $name', ({ open }) => {
  let database: Database;
  let issues: ReturnType<typeof createIssueStore>;
  beforeAll(async () => {
    database = await open();
    issues = createIssueStore(database);
  });
  afterAll(() => database.close());
  /** What is missing has been so for an hour. */
  const longAgo = (repo: RepositoryRef) =>
    database.withTenant(repo.installationId, (tx) =>
      tx.update(forgottenIssues).set({ missingSince: new Date(Date.now() - 3_600_000) }),
    );

  it('gives back what it was given', async () => {
    const repo = makeRepository();
    const issue = makeIssue(repo, 1, {
      labels: ['bug', 'area/sea "x", {y}'],
      assignees: ['jo'],
      author: { login: 'app[bot]', id: null, kind: 'bot' },
      closedAt: '2026-11-02T08:00:00Z',
      state: 'closed',
      stateReason: 'completed',
      type: 'Bug',
      locked: true,
    });
    expect(await issues.saveIssue(repo, issue)).toEqual(issue);
    expect(await issues.getIssue(repo, 1)).toEqual(issue);
    expect(await issues.getIssue(repo, 2)).toBeNull();
  });

  it('gives several at once, those of the repository alone', async () => {
    const [repo, other] = [makeRepository(), makeRepository()];
    const saved = await Promise.all(
      [1, 2, 3].map((number) => issues.saveIssue(repo, makeIssue(repo, number))),
    );
    await issues.saveIssue(other, makeIssue(other, 4));
    const found = await issues.getIssues(repo, [3, 1, 4, 9]);
    expect(found.toSorted((a, b) => a.number - b.number)).toEqual([saved[0], saved[2]]);
    expect(await issues.getIssues(repo, [])).toEqual([]);
  });

  it('keeps the newer version whichever comes last', async () => {
    const repo = makeRepository();
    const older = makeIssue(repo, 1, { title: 'old', updatedAt: '2026-11-01T08:00:00Z' });
    const newer = makeIssue(repo, 1, { title: 'new', updatedAt: '2026-11-01T08:00:01Z' });
    await issues.saveIssue(repo, newer);
    expect(await issues.saveIssue(repo, older)).toEqual(newer);
    expect(await issues.getIssue(repo, 1)).toEqual(newer);
  });

  it('keeps texts that a database refuses: NUL and half of a surrogate pair', async () => {
    const repo = makeRepository();
    const saved = await issues.saveIssue(
      repo,
      makeIssue(repo, 1, { title: 'a\u0000b', body: 'x\ud800y', labels: ['l\u0000'] }),
    );
    expect(saved).toMatchObject({ title: 'ab', body: 'x\ufffdy', labels: ['l'] });
    expect(await issues.getIssue(repo, 1)).toEqual(saved);
  });

  it('lets an issue of the past wait for no triage, and one that was known stay as it was', async () => {
    const repo = makeRepository();
    await issues.savePastIssue(repo, makeIssue(repo, 1));
    await issues.saveIssue(repo, makeIssue(repo, 2));
    await issues.savePastIssue(repo, makeIssue(repo, 2));
    const listed = await createConsoleReads(database).rows(repo, [1, 2]);
    expect(new Map(listed.map(({ number, outcome }) => [number, outcome]))).toEqual(
      new Map([
        [1, 'past'],
        [2, 'waiting'],
      ]),
    );
  });

  it('does not take up again what left for good', async () => {
    const repo = makeRepository();
    await issues.saveIssue(repo, makeIssue(repo, 1));
    await issues.forgetIssue(repo, 1);
    await issues.forgetIssue(repo, 1);
    await issues.saveIssue(repo, makeIssue(repo, 1, { updatedAt: '2027-01-01T00:00:00Z' }));
    expect(await issues.getIssue(repo, 1)).toBeNull();
  });

  it('forgets an issue that GitHub does not show only once that was so for a while', async () => {
    const repo = makeRepository();
    const saved = await issues.saveIssue(repo, makeIssue(repo, 1));
    const missing = issues.forgetMissing(repo, 1);
    await expect(missing).rejects.toMatchObject({ name: 'Postponed', afterSeconds: expect.any(Number) });
    expect(await issues.getIssue(repo, 1)).toEqual(saved);
    expect(await issues.isForgotten(repo, 1)).toBe(false);
    // It may change while nobody knows.
    const newer = makeIssue(repo, 1, { title: 'new', updatedAt: '2027-01-01T00:00:00Z' });
    expect(await issues.saveIssue(repo, newer)).toEqual(newer);
    await expect(issues.forgetMissing(repo, 1)).rejects.toThrow('#1');
    await longAgo(repo);
    await issues.forgetMissing(repo, 1);
    expect(await issues.isForgotten(repo, 1)).toBe(true);
    expect(await issues.getIssue(repo, 1)).toBeNull();
    await issues.forgetMissing(repo, 1);
  });

  it('knows an issue again that GitHub shows, and begins anew should it be missing once more', async () => {
    const repo = makeRepository();
    const issue = makeIssue(repo, 1);
    await issues.forgetIssue(repo, 1);
    expect(await issues.saveSeen(repo, issue)).toEqual(issue);
    expect(await issues.getIssue(repo, 1)).toEqual(issue);
    await expect(issues.forgetMissing(repo, 1)).rejects.toThrow('#1');
    await longAgo(repo);
    await issues.saveSeen(repo, issue);
    await expect(issues.forgetMissing(repo, 1)).rejects.toThrow('#1');
    expect(await issues.isForgotten(repo, 1)).toBe(false);
  });

  it('notes what was just put on and taken off, whatever the case, and keeps the time of the version', async () => {
    const repo = makeRepository();
    const issue = makeIssue(repo, 1, { labels: ['Bug', 'area/web'] });
    await issues.saveIssue(repo, issue);
    await issues.noteLabels(repo, 1, { added: ['bug', 'p1'], removed: ['AREA/web', 'never there'] });
    expect(await issues.getIssue(repo, 1)).toEqual({ ...issue, labels: ['bug', 'p1'] });
    await issues.noteLabels(repo, 2, { added: ['bug'], removed: [] });
    expect(await issues.getIssue(repo, 2)).toBeNull();
  });

  it('keeps one number in two installations apart', async () => {
    const one = makeRepository();
    const moved = { ...one, installationId: one.installationId + 500_000 };
    await issues.saveIssue(one, makeIssue(one, 1, { title: 'before the move' }));
    await issues.saveIssue(moved, makeIssue(one, 1, { title: 'after the move' }));
    expect((await issues.getIssue(one, 1))?.title).toBe('before the move');
    expect((await issues.getIssue(moved, 1))?.title).toBe('after the move');
  });
});
