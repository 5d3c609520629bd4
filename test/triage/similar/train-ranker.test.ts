import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RepositoryRef } from '../../../src/domain/issue/repository.ts';
import type { Retrained } from '../../../src/domain/similarity/ranker/retrain-ranker.ts';
import { retrainRanker } from '../../../src/domain/similarity/ranker/retrain-ranker.ts';
import { shippedRanker } from '../../../src/domain/similarity/ranker/shipped-ranker.ts';
import type { Database } from '../../../src/store/core/database.ts';
import { createIssueStore } from '../../../src/store/issues/issues.ts';
import { createRankerStore } from '../../../src/store/learning/rankers.ts';
import { createDuplicateLinks } from '../../../src/store/similar/duplicate-links.ts';
import { createLinkedIssues } from '../../../src/store/similar/linked-issues.ts';
import { createPostings } from '../../../src/store/similar/postings.ts';
import type { RankerTrainer } from '../../../src/triage/ports/rankers.ts';
import { indexIssues } from '../../../src/triage/similar/index-issues.ts';
import { createRankerCache } from '../../../src/triage/similar/ranker-cache.ts';
import { learnRanker, minLinks } from '../../../src/triage/similar/train-ranker.ts';
import { makeIssue, makeRepository } from '../../store/make-repository.ts';
import { databases } from '../../support/databases.ts';

const mona = { login: 'mona', id: 1, kind: 'person' as const };
const spell = (n: number) => `zu${n.toString(26).replace(/\d/g, (d) => 'qrstuvwxyz'[Number(d)] ?? '')}ka`;

describe.each(databases)('a repository’s own ranker, $name', ({ open }) => {
  let database: Database;
  let repo: RepositoryRef;
  beforeAll(async () => {
    database = await open();
    repo = makeRepository();
    const issues = createIssueStore(database);
    const postings = createPostings(database);
    const links = createDuplicateLinks(database);
    // Odd numbers are problems, the next number its duplicate in other words but for one.
    const filed = Array.from({ length: 2 * minLinks }, (_, i) => {
      const problem = Math.floor(i / 2);
      return makeIssue(repo, i + 1, {
        title: `${spell(problem)} ${spell(300 + i)} fails`,
        body: `It is about ${spell(600 + i)} and ${spell(problem % 7)}.`,
        createdAt: new Date(Date.UTC(2026, 0, 1) + i * 3_600_000).toISOString(),
      });
    });
    for (const issue of filed) await issues.saveIssue(repo, issue);
    for (let i = 0; i < filed.length; i += 50) await indexIssues(postings, repo, filed.slice(i, i + 50));
    for (let number = 2; number < filed.length; number += 2)
      await links.link(repo, number, number - 1, { by: mona, cause: `c${number}` });
  }, 120_000);
  afterAll(() => database?.close());

  const deps = (trainer: RankerTrainer) => ({
    links: createLinkedIssues(database),
    issues: createIssueStore(database),
    postings: createPostings(database),
    rankers: createRankerStore(database),
    trainer,
  });
  const trained = (over: (result: Retrained) => Partial<Retrained>): RankerTrainer => ({
    retrain: async ({ askings, before }) => {
      const result = retrainRanker(askings, shippedRanker, before);
      return { ...result, ...over(result) };
    },
  });

  it('waits for a hundred links that people made', async () => {
    expect(await learnRanker(deps(trained(() => ({}))), repo)).toBeNull();
  });

  it('is not put to use where it ranks held-out links worse than the ranker in use', async () => {
    const last = 2 * minLinks;
    await createDuplicateLinks(database).link(repo, last, last - 1, { by: mona, cause: 'last' });
    const worse = trained(({ places }) => ({
      places: places.map(() => 20),
      placesBefore: places.map(() => 0),
    }));
    const learnt = await learnRanker(deps(worse), repo);
    expect(learnt?.metrics.verdict).toEqual({ code: 'worse' });
    expect(await createRankerCache(createRankerStore(database))(repo)).toBeNull();
  });

  it('learns from candidates as they were when the issue was filed, and only from enough new links', async () => {
    let askings: Parameters<RankerTrainer['retrain']>[0]['askings'] = [];
    const spy: RankerTrainer = {
      retrain: async (task) => {
        askings = task.askings;
        return trained(({ places }) => ({ places, placesBefore: places })).retrain(task);
      },
    };
    expect(await learnRanker(deps(spy), repo)).toBeNull();
    expect(askings).toEqual([]);

    const other = makeRepository();
    const copy = {
      ...deps(spy),
      links: { linked: () => createLinkedIssues(database).linked(repo, 1_000), unlinked: async () => [] },
    };
    const rankers = createRankerStore(database);
    const learnt = await learnRanker({ ...copy, rankers: { ...rankers, newest: async () => null } }, repo);
    expect(learnt?.metrics.verdict).toEqual({ code: 'better_or_same' });
    expect(askings).toHaveLength(minLinks);
    expect(
      askings.every(({ number, relevant }) => number % 2 === 0 && relevant.filter(Boolean).length <= 1),
    ).toBe(true);
    const own = await createRankerCache(rankers)(repo);
    expect(own?.trees.length).toBeGreaterThan(shippedRanker.trees.length);
    expect(await createRankerCache(rankers)(other)).toBeNull();
  });
});
