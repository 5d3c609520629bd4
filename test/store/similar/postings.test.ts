import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Issue } from '../../../src/domain/issue/issue.ts';
import type { RepositoryRef } from '../../../src/domain/issue/repository.ts';
import type { Database } from '../../../src/store/core/database.ts';
import { createIssueStore } from '../../../src/store/issues/issues.ts';
import { duplicateLinks } from '../../../src/store/schema/search-schema.ts';
import { createPostings } from '../../../src/store/similar/postings.ts';
import type { IssueStore } from '../../../src/triage/ports/core.ts';
import type { Postings } from '../../../src/triage/ports/search.ts';
import { gatherCandidates } from '../../../src/triage/similar/gather-candidates.ts';
import { indexIssues } from '../../../src/triage/similar/index-issues.ts';
import { databases } from '../../support/databases.ts';

const texts: [title: string, body: string][] = [
  ['Watcher crashes on dangling symlinks', 'Error: ENOENT: no such file or directory, lstat /a/b/link'],
  ['Dark theme for the settings page', 'My eyes hurt at night. Please add a dark theme.'],
  ['Export to CSV loses umlauts', 'Größe becomes GrÃ¶ÃŸe in the exported file.'],
  ['Symlinks confuse the watcher', 'The watcher follows a dangling symlink and crashes.'],
];
const asking = {
  number: 99,
  title: 'Crash: watcher and symlink',
  body: 'ENOENT from lstat',
  createdAt: '2026-03-01T00:00:00Z',
};

function issue(number: number, title: string, body: string): Issue {
  return {
    repositoryId: 7,
    number,
    title,
    body,
    author: { login: 'ann', id: 1, kind: 'person' },
    authorAssociation: 'NONE',
    state: number === 4 ? 'closed' : 'open',
    stateReason: null,
    labels: [],
    assignees: [],
    type: null,
    locked: false,
    createdAt: '2026-01-01T00:00:00Z',
    updatedAt: '2026-01-01T00:00:00Z',
    closedAt: number === 4 ? '2026-02-01T00:00:00Z' : null,
  };
}

describe.each(databases)('postings, $name', ({ open }) => {
  let database: Database;
  let postings: Postings;
  let issues: IssueStore;
  let installationId = 100;
  let repo: RepositoryRef;

  beforeAll(async () => {
    database = await open();
    postings = createPostings(database);
    issues = createIssueStore(database);
  });
  afterAll(() => database.close());

  /** A repository of its own with the four issues, so tests do not meet. */
  async function seed(): Promise<void> {
    installationId++;
    repo = { installationId, repositoryId: 7, owner: 'o', name: 'n', private: false };
    for (const [i, [title, body]] of texts.entries()) {
      await issues.saveIssue(repo, issue(i + 1, title, body));
      await indexIssues(postings, repo, [{ number: i + 1, title, body }]);
    }
  }
  const found = async () => {
    const { candidates } = await gatherCandidates(postings, repo, asking);
    return candidates.sort((a, b) => a.number - b.number);
  };

  it('finds an issue as soon as it is indexed, and only those with a word in common', async () => {
    await seed();
    expect((await found()).map(({ number }) => number)).toEqual([1, 4]);
    const { collection } = await postings.readCollection(repo);
    expect(collection.documents).toBe(4);
  });

  it('reads back what was indexed, and the state and links as they were then', async () => {
    await seed();
    await database.withTenant(installationId, (tx) =>
      tx.insert(duplicateLinks).values([
        {
          installationId,
          repositoryId: 7,
          number: 4,
          canonical: 1,
          linkedAt: new Date('2026-02-10T00:00:00Z'),
        },
        {
          installationId,
          repositoryId: 7,
          number: 3,
          canonical: 1,
          linkedAt: new Date('2026-04-01T00:00:00Z'),
        },
      ]),
    );
    const [first, fourth] = await found();
    expect(first).toMatchObject({ number: 1, closed: false, links: 1, duplicate: false, ageDays: 59 });
    expect(fourth).toMatchObject({ number: 4, closed: true, links: 0, duplicate: true });
    expect(first?.text.titleLength).toBe(5);
    expect(first?.norms.whole).toBeGreaterThan(first?.norms.title ?? 0);
  });

  it('indexing again replaces: old words no longer find the issue, and it counts once', async () => {
    await seed();
    const edited = { number: 1, title: 'Printing fails', body: 'Nothing comes out of the printer.' };
    await indexIssues(postings, repo, [edited]);
    expect((await found()).map(({ number }) => number)).toEqual([4]);
    expect((await postings.readCollection(repo)).collection.documents).toBe(4);
  });

  it('a batch is found like issues that came one by one', async () => {
    await seed();
    const oneByOne = await found();
    installationId++;
    repo = { ...repo, installationId };
    for (const [i, [title, body]] of texts.entries()) await issues.saveIssue(repo, issue(i + 1, title, body));
    await indexIssues(
      postings,
      repo,
      texts.map(([title, body], i) => ({ number: i + 1, title, body })),
    );
    expect((await found()).map(({ number, text }) => ({ number, text }))).toEqual(
      oneByOne.map(({ number, text }) => ({ number, text })),
    );
  });

  it('numbers far apart share a list', async () => {
    await seed();
    await issues.saveIssue(repo, issue(40_000, 'Symlink watcher', ''));
    await indexIssues(postings, repo, [{ number: 40_000, title: 'Symlink watcher', body: '' }]);
    expect((await found()).map(({ number }) => number)).toEqual([1, 4, 40_000]);
  });

  it('forgets an issue that left, and does not take it up again', async () => {
    await seed();
    await issues.forgetIssue(repo, 1);
    expect((await postings.readCollection(repo)).collection.documents).toBe(3);
    await indexIssues(postings, repo, [{ number: 1, title: texts[0]?.[0] ?? '', body: '' }]);
    expect((await found()).map(({ number }) => number)).toEqual([4]);
  });

  it('never finds another tenant’s issues', async () => {
    await seed();
    repo = { ...repo, installationId: installationId + 1000 };
    expect(await found()).toEqual([]);
  });

  it('takes template lines out once enough issues show them', async () => {
    await seed();
    const template = 'Which browser do you use?';
    for (let number = 10; number < 22; number++) {
      const body = `${template}\n${'abcdefghijklmnopqrstuvwxyz'[number]}${'lmnopqrstuvwxyzabcdefghijk'[number]}ox`;
      await issues.saveIssue(repo, issue(number, `Number ${number}`, body));
      await indexIssues(postings, repo, [{ number, title: `Number ${number}`, body }]);
    }
    expect((await postings.readCollection(repo)).template.size).toBe(1);
    const { query } = await gatherCandidates(postings, repo, { ...asking, title: '', body: template });
    expect(query.text.terms.length).toBe(0);
  });
});
