import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../../src/store/core/database.ts';
import { createIssueStore } from '../../../src/store/issues/issues.ts';
import { createDuplicateLinks } from '../../../src/store/similar/duplicate-links.ts';
import type { IssueStore } from '../../../src/triage/ports/core.ts';
import type { DuplicateLinks } from '../../../src/triage/ports/duplicates.ts';
import { issue } from '../../domain/words.ts';
import { databases } from '../../support/databases.ts';
import { makeRepository } from '../make-repository.ts';

const by = { login: 'mirela', id: 7, kind: 'person' as const };
const said = (cause: string) => ({ by, cause, source: 'command' as const });
const look = { rootCause: 'Both lose the lock.', quotes: { issue: 'a', canonical: 'b' }, model: 'm' };

describe.each(databases)('duplicate links ($name)', ({ open }) => {
  let database: Database;
  let links: DuplicateLinks;
  let issues: IssueStore;
  beforeAll(async () => {
    database = await open();
    links = createDuplicateLinks(database);
    issues = createIssueStore(database);
  });
  afterAll(() => database.close());

  const repository = async (...numbers: number[]) => {
    const repo = makeRepository();
    for (const number of numbers)
      await issues.saveIssue(repo, { ...issue(), repositoryId: repo.repositoryId, number });
    return repo;
  };

  it('follow a chain to its root, and the same word twice is one link', async () => {
    const repo = await repository(1, 2, 3);
    expect(await links.link(repo, 2, 1, said('c1'))).toEqual({ ok: true, canonical: 1 });
    expect(await links.link(repo, 3, 2, said('c2'))).toEqual({ ok: true, canonical: 1 });
    expect(await links.link(repo, 3, 2, said('c2'))).toEqual({ ok: true, canonical: 1 });
    expect(await links.canonicalOf(repo, 3)).toBe(1);
    expect(await links.linksOf(repo, 3)).toHaveLength(1);
    expect((await links.link(repo, 1, 3, said('c3'))).ok).toBe(false);
  });

  it('make no circle when two people link at the same time', async () => {
    const repo = await repository(1, 2);
    const both = await Promise.all([links.link(repo, 1, 2, said('a')), links.link(repo, 2, 1, said('b'))]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
  });

  it('give way to a veto, which a model cannot overrule and a person can', async () => {
    const repo = await repository(1, 2);
    await links.link(repo, 2, 1, said('c1'));
    expect(await links.unlink(repo, 2, said('c2'))).toEqual([1]);
    expect(await links.canonicalOf(repo, 2)).toBeNull();
    expect(await links.vetoedWith(repo, 2)).toEqual([1]);
    expect(await links.vetoedWith(repo, 1)).toEqual([2]);
    expect((await links.propose(repo, 2, 1, look)).ok).toBe(false);
    expect((await links.propose(repo, 1, 2, look)).ok).toBe(false);
    expect(await links.link(repo, 2, 1, said('c3'))).toEqual({ ok: true, canonical: 1 });
    expect(await links.vetoedWith(repo, 2)).toEqual([]);
  });

  it('begin as a proposal where a model says so, and a person lets it stand', async () => {
    const repo = await repository(1, 2);
    expect((await links.propose(repo, 2, 1, look)).ok).toBe(true);
    expect(await links.canonicalOf(repo, 2)).toBeNull();
    await links.link(repo, 2, 1, said('c1'));
    expect(await links.linksOf(repo, 2)).toMatchObject([{ state: 'linked', canonical: 1, by, look }]);
  });

  it('pass to the oldest duplicate when the root is forgotten', async () => {
    const repo = await repository(1, 2, 3);
    await links.link(repo, 2, 1, said('c1'));
    await links.link(repo, 3, 1, said('c2'));
    await issues.forgetIssue(repo, 1);
    expect(await links.canonicalOf(repo, 3)).toBe(2);
    expect(await links.canonicalOf(repo, 2)).toBeNull();
    expect((await links.link(repo, 2, 1, said('c3'))).ok).toBe(false);
  });

  it('stay within their repository', async () => {
    const [one, other] = [await repository(1, 2), await repository(1, 2)];
    await links.link(one, 2, 1, said('c1'));
    expect(await links.canonicalOf(other, 2)).toBeNull();
    expect(await links.linksOf(other, 2)).toEqual([]);
  });
});
