import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLocalEmbedder } from '../../../src/classify/embedding/local-embedder.ts';
import { RateLimited } from '../../../src/github/calls/rate-limited.ts';
import type { Database } from '../../../src/store/core/database.ts';
import { createBackfillStore } from '../../../src/store/issues/backfills.ts';
import { createIssueStore } from '../../../src/store/issues/issues.ts';
import { createPastStore } from '../../../src/store/issues/pasts.ts';
import { createRepositoryStore } from '../../../src/store/repositories/repositories.ts';
import { createPostings } from '../../../src/store/similar/postings.ts';
import { createSimilarStore } from '../../../src/store/similar/similar.ts';
import { Refused } from '../../../src/triage/core/refused.ts';
import { type BackfillDeps, stepBackfill } from '../../../src/triage/past/backfill.ts';
import type { Quota } from '../../../src/triage/ports/past.ts';
import { makeIssue, makeRepository } from '../../store/make-repository.ts';
import { databases } from '../../support/databases.ts';
import { createMemoryPast } from '../../support/memory-past.ts';

const noon = Date.parse('2026-11-22T12:00:00Z');

describe.each(databases)('reading a repository’s past, on the $name database', ({ open }) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database?.close());

  const repository = async (issues: number, pageSize: number) => {
    const repo = makeRepository();
    const repositories = createRepositoryStore(database, async () => {});
    await repositories.saveRepository(repo);
    const all = Array.from({ length: issues }, (_, i) => makeIssue(repo, i + 1));
    const past = createMemoryPast({ issues: all, events: [], pageSize });
    const deps: BackfillDeps = {
      past: past.past,
      backfills: createBackfillStore(database),
      pasts: createPastStore(database),
      issues: createIssueStore(database),
      repositories,
      embedder: createLocalEmbedder(),
      vectors: createSimilarStore(database),
      postings: createPostings(database),
      now: () => noon,
    };
    await deps.backfills.begin(repo);
    return { repo, deps, past };
  };
  const toTheEnd = async (deps: BackfillDeps, repo: ReturnType<typeof makeRepository>) => {
    for (let steps = 1; ; steps++) if ((await stepBackfill(deps, repo)) === 'done') return steps;
  };

  it('goes on from the page after the last that was kept', async () => {
    const { repo, deps, past } = await repository(7, 3);
    await stepBackfill(deps, repo);
    // A process that dies with the second page at work: nothing of where to go on was kept.
    const dying = {
      ...deps,
      postings: { ...deps.postings, saveTexts: async () => Promise.reject(new Error('killed')) },
    };
    await expect(stepBackfill(dying, repo)).rejects.toThrow('killed');
    expect((await deps.backfills.get(repo))?.problem).toBe('killed');
    await toTheEnd(deps, repo);
    expect(past.asked.map(({ list, page }) => `${list} ${page}`)).toEqual([
      'issues 1',
      'issues 2',
      'issues 2',
      'issues 3',
      'events 1',
    ]);
    const done = await deps.backfills.get(repo);
    expect(done).toMatchObject({ stage: 'done', issuesRead: 7, problem: null });
    expect((await deps.postings.readCollection(repo)).collection.documents).toBe(7);
  });

  it('pays nothing for pages that did not change since the last time', async () => {
    const { repo, deps, past } = await repository(7, 3);
    await toTheEnd(deps, repo);
    past.asked.length = 0;
    past.changeIssue(5, { title: 'Another title', updatedAt: '2026-11-02T08:00:00Z' });
    await deps.backfills.begin(repo);
    await toTheEnd(deps, repo);
    expect(past.asked.filter(({ list }) => list === 'issues').map(({ changed }) => changed)).toEqual([
      false,
      true,
      true,
    ]);
    expect((await deps.issues.getIssue(repo, 5))?.title).toBe('Another title');
  });

  it('leaves half of the hourly quota free, and goes on when it is full again', async () => {
    const { repo, deps, past } = await repository(7, 3);
    const quota: Quota = { limit: 5_000, remaining: 2_499, resetsAt: '2026-11-22T12:40:00.000Z' };
    past.quota = quota;
    expect(await stepBackfill(deps, repo)).toEqual({ restSeconds: 2_400 });
    // Asked again before, nothing is read.
    expect(await stepBackfill({ ...deps, now: () => noon + 60_000 }, repo)).toEqual({ restSeconds: 2_340 });
    expect(past.asked).toHaveLength(1);
    past.quota = { ...quota, remaining: 5_000 };
    expect(await stepBackfill({ ...deps, now: () => noon + 2_400_000 }, repo)).toBe('more');
    expect((await deps.backfills.get(repo))?.restsUntil).toBeNull();
  });

  it('waits where GitHub says so, and stays where it is', async () => {
    const { repo, deps } = await repository(2, 3);
    const limited = { ...deps.past, listIssues: () => Promise.reject(new RateLimited(30)) };
    await expect(stepBackfill({ ...deps, past: limited }, repo)).rejects.toThrow(RateLimited);
    expect(await deps.backfills.get(repo)).toMatchObject({ stage: 'issues', issuesRead: 0, problem: null });
  });

  it('ends where GitHub ends the list, and says what is wrong where it is not allowed to read', async () => {
    const { repo, deps } = await repository(2, 3);
    const refusing = (error: Error) => ({
      ...deps,
      past: { ...deps.past, listIssues: () => Promise.reject(error) },
    });
    const forbidden = new Refused('GitHub answered 403: Resource not accessible by integration');
    await expect(stepBackfill(refusing(forbidden), repo)).rejects.toThrow('not accessible');
    expect((await deps.backfills.get(repo))?.problem).toContain('not accessible');
    await stepBackfill(
      refusing(new Refused('GitHub answered 422: In order to keep the API fast, pagination is limited')),
      repo,
    );
    expect(await deps.backfills.get(repo)).toMatchObject({ stage: 'events', problem: null });
  });

  it('lets webhooks in between one issue and the next', async () => {
    const { repo, deps } = await repository(20, 20);
    let turns = 0;
    let counting = true;
    const count = () => {
      turns += 1;
      if (counting) setImmediate(count);
    };
    setImmediate(count);
    await stepBackfill(deps, repo);
    counting = false;
    expect(turns).toBeGreaterThan(40);
  });

  it('is nothing to do for a repository that left', async () => {
    const { repo, deps } = await repository(2, 3);
    await createRepositoryStore(database, async () => {}).forgetRepository(repo);
    expect(await stepBackfill(deps, repo)).toBe('done');
  });
});
