import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generalIdf } from '../../src/classify/embedding/general-idf.ts';
import { createLocalEmbedder } from '../../src/classify/embedding/local-embedder.ts';
import { relatedBlock } from '../../src/domain/comment/related-block.ts';
import type { RepositoryRef } from '../../src/domain/issue/repository.ts';
import { createRandom } from '../../src/domain/similarity/ranker/random.ts';
import { catalogs } from '../../src/domain/words/catalogs.ts';
import type { Database } from '../../src/store/core/database.ts';
import { createIssueStore } from '../../src/store/issues/issues.ts';
import { createPublicRepositories } from '../../src/store/repositories/public-repositories.ts';
import { createRepositoryStore } from '../../src/store/repositories/repositories.ts';
import { createPostings } from '../../src/store/similar/postings.ts';
import { createSimilarStore } from '../../src/store/similar/similar.ts';
import { createRankedSimilar } from '../../src/triage/similar/ranked-similar.ts';
import { databases } from '../support/databases.ts';
import { makeIssue } from './make-repository.ts';

const canary = 'zanzibarcanary';
const words = ['light', 'harbour', 'storm', 'buoy', 'anchor', 'pilot', 'tide', 'chart'];

describe.each(databases)('similar issues stay where they belong, $name', ({ open }) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database?.close());
  const embedder = createLocalEmbedder();

  const searching = (elsewhere: (repo: RepositoryRef) => Promise<RepositoryRef[]>) =>
    createRankedSimilar({
      vectors: createSimilarStore(database),
      postings: createPostings(database),
      issues: createIssueStore(database),
      idf: generalIdf,
      elsewhere,
    });
  const place = async (installationId: number, repositoryId: number, isPrivate: boolean) => {
    const repo = {
      ...{ installationId, repositoryId, owner: `org${installationId}`, name: `r${repositoryId}` },
      private: isPrivate,
    };
    const repositories = createRepositoryStore(database, async () => undefined);
    await repositories.saveInstallation({
      ...{ id: installationId, account: repo.owner, accountId: installationId, kind: 'organization' },
    });
    await repositories.saveRepository(repo);
    return repo;
  };
  const keep = async (repo: RepositoryRef, number: number, title: string, body: string) => {
    await createIssueStore(database).saveIssue(repo, makeIssue(repo, number, { title, body }));
    const [embedding] = await embedder.embed([{ title, body }]);
    if (!embedding) throw new Error('no embedding');
    await searching(async () => []).saveEmbedding(repo, number, embedding);
  };
  const ask = async (
    repo: RepositoryRef,
    number: number,
    elsewhere: (repo: RepositoryRef) => Promise<RepositoryRef[]>,
  ) => {
    const issue = await createIssueStore(database).getIssue(repo, number);
    if (!issue) throw new Error('no issue');
    const [embedding] = await embedder.embed([issue]);
    if (!embedding) throw new Error('no embedding');
    return searching(elsewhere).findSimilar(repo, number, embedding, 5);
  };
  const listed = (repo: RepositoryRef) => createPublicRepositories(database).list(repo);

  it('another public repository of the installation is looked in, and named without a live reference', async () => {
    const own = await place(11, 110, false);
    const sister = await place(11, 111, false);
    await keep(own, 1, 'The buoy drifts after the storm', 'Since the storm the buoy drifts to the pilot.');
    await keep(sister, 7, 'The buoy drifts after the storm', 'Since the storm the buoy drifts to the pilot.');
    await keep(sister, 8, 'Paint the pier', 'Green would be nice.');
    const found = await ask(own, 1, listed);
    expect(found).toMatchObject([{ number: 7, repository: 'org11/r111' }]);
    expect(await ask(own, 1, async () => [])).toEqual([]);
    const block = relatedBlock(found, catalogs.en);
    expect(block).toContain('`org11/r111` 7 (open)');
    expect(block).not.toMatch(/#7|org11\/r111#/);
  });

  it('a private canary never leaves, whoever asks and however', async () => {
    const secret = await place(12, 120, true);
    const open = await place(12, 121, false);
    const abroad = await place(13, 130, false);
    await keep(secret, 1, `The ${canary} buoy drifts`, `Only ${canary} knows why the buoy drifts.`);
    for (const repo of [open, abroad]) {
      await keep(repo, 1, `The ${canary} buoy drifts`, `Only ${canary} knows why the buoy drifts.`);
      // Even a list that names it by mistake finds nothing there.
      for (const elsewhere of [
        listed,
        async () => [secret],
        async () => [{ ...secret, installationId: 13 }],
      ]) {
        const bytes = JSON.stringify(await ask(repo, 1, elsewhere));
        expect(bytes).toBe('[]');
      }
    }
    expect((await listed(open)).map(({ name }) => name)).toEqual([]);
    expect(JSON.stringify(await ask(secret, 1, listed))).toContain(canary);
  });

  it('a repository that turned private is not looked in any more', async () => {
    const own = await place(14, 140, false);
    await place(14, 141, false);
    expect((await listed(own)).map(({ name }) => name)).toEqual(['r141']);
    await place(14, 141, true);
    expect(await listed(own)).toEqual([]);
  });

  it('random questions over many installations bring no foreign row', async () => {
    const random = createRandom(9);
    const pick = () => words[Math.floor(random() * words.length)] ?? '';
    const repos: RepositoryRef[] = [];
    for (let i = 0; i < 12; i++) {
      const repo = await place(200 + i, 2_000 + (i % 3), i % 4 === 0);
      repos.push(repo);
      for (let number = 1; number <= 3; number++)
        await keep(repo, number, `${pick()} ${pick()} own${200 + i}`, `${pick()} ${pick()} ${pick()}`);
    }
    for (const repo of repos) {
      for (let number = 1; number <= 3; number++) {
        for (const { title } of await ask(repo, number, listed))
          expect(title).toContain(`own${repo.installationId}`);
      }
    }
  });
});
