import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generalIdf } from '../../src/classify/embedding/general-idf.ts';
import { createLocalEmbedder } from '../../src/classify/embedding/local-embedder.ts';
import type { Database } from '../../src/store/core/database.ts';
import { createIssueStore } from '../../src/store/issues/issues.ts';
import { createPostings } from '../../src/store/similar/postings.ts';
import { createSimilarStore } from '../../src/store/similar/similar.ts';
import type { SimilarStore } from '../../src/triage/ports/search.ts';
import { createRankedSimilar } from '../../src/triage/similar/ranked-similar.ts';
import { databases } from '../support/databases.ts';
import { makeIssue } from './make-repository.ts';

const repo = { installationId: 5, repositoryId: 9, owner: 'o', name: 'n', private: false };
const texts: [title: string, body: string][] = [
  ['Dark theme for the settings page', 'My eyes hurt at night. Please add a dark theme.'],
  [
    'Watcher crashes',
    "Error: ENOENT: no such file or directory, lstat '/a/link'\n    at Watcher.scan (w.js:1:2)",
  ],
  ['Export to CSV loses umlauts', 'Wrong characters in the exported file.'],
  ['The watcher follows symlinks', 'It should not, or there should be an option.'],
  [
    'Crash on a dangling symlink',
    "Error: ENOENT: no such file or directory, lstat '/b'\n    at Watcher.scan (w.js:9:2)",
  ],
];

describe.each(databases)('ranked similar issues, $name', ({ open }) => {
  let database: Database;
  let similar: SimilarStore;
  const embedder = createLocalEmbedder();

  const ask = async (number: number, limit: number) => {
    const [title, body] = texts[number - 1] as [string, string];
    const [embedding] = await embedder.embed([{ title, body }]);
    if (!embedding) throw new Error('no embedding');
    return similar.findSimilar(repo, number, embedding, limit);
  };

  beforeAll(async () => {
    database = await open();
    const issues = createIssueStore(database);
    const vectors = createSimilarStore(database);
    similar = createRankedSimilar({ vectors, postings: createPostings(database), issues, idf: generalIdf });
    for (const [i, [title, body]] of texts.entries()) {
      await issues.saveIssue(repo, makeIssue(repo, i + 1, { title, body }));
      const [embedding] = await embedder.embed([{ title, body }]);
      if (embedding) await similar.saveEmbedding(repo, i + 1, embedding);
    }
  });
  afterAll(() => database.close());

  it('puts the same error first and says what is shared', async () => {
    const [first] = await ask(5, 3);
    expect(first?.number).toBe(2);
    expect(first?.shared[0]).toEqual({
      kind: 'error',
      texts: ['ENOENT: no such file or directory, lstat …'],
    });
    expect(first?.shared[1]).toEqual({ kind: 'frames', texts: ['Watcher.scan'] });
    expect(first?.similarity).toBeGreaterThan(0.3);
    expect(first?.similarity).toBeLessThanOrEqual(1);
  });

  it('never names the issue itself, and fills the list with what there is', async () => {
    const numbers = (await ask(5, 5)).map(({ number }) => number);
    expect(numbers.toSorted()).toEqual([1, 2, 3, 4]);
  });

  it('fails once where either half of the search fails', async () => {
    const broken = (part: string) => async () => {
      throw new Error(`no ${part}`);
    };
    const given = {
      ...{ vectors: createSimilarStore(database), postings: createPostings(database) },
      ...{ issues: createIssueStore(database), idf: generalIdf },
    };
    const asking = (deps: Partial<typeof given>) =>
      createRankedSimilar({ ...given, ...deps }).findSimilar(
        repo,
        5,
        { model: embedder.model, vector: new Float32Array(512).fill(0.04) },
        5,
      );
    const vectors = { ...given.vectors, findSimilar: broken('vectors') };
    const postings = { ...given.postings, readCollection: broken('postings') };
    await expect(asking({ vectors })).rejects.toThrow('no vectors');
    await expect(asking({ postings })).rejects.toThrow('no postings');
    await expect(asking({ vectors, postings })).rejects.toThrow('no ');
  });

  it('keeps to the limit', async () => {
    expect(await ask(5, 2)).toHaveLength(2);
  });
});
