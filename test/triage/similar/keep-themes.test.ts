import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLocalEmbedder } from '../../../src/classify/embedding/local-embedder.ts';
import { createSimilarityThread } from '../../../src/classify/similarity/similarity-thread.ts';
import type { Issue } from '../../../src/domain/issue/issue.ts';
import type { RepositoryRef } from '../../../src/domain/issue/repository.ts';
import { createSimilarReads } from '../../../src/store/console/similar-reads.ts';
import type { Database } from '../../../src/store/core/database.ts';
import { createIssueStore } from '../../../src/store/issues/issues.ts';
import { createNoticeStore } from '../../../src/store/record/notices.ts';
import { createPostings } from '../../../src/store/similar/postings.ts';
import { createSimilarStore } from '../../../src/store/similar/similar.ts';
import { createThemeStore } from '../../../src/store/similar/themes.ts';
import type { Embedder } from '../../../src/triage/ports/search.ts';
import { keepSimilar } from '../../../src/triage/similar/keep-similar.ts';
import { keepThemes } from '../../../src/triage/similar/keep-themes.ts';
import { makeIssue, makeRepository } from '../../store/make-repository.ts';
import { databases } from '../../support/databases.ts';

const day = 86_400_000;
const subjects = [
  ['Calendar feed stays empty', 'The subscribed calendar feed shows no appointments after synchronizing.'],
  ['Export to PDF cuts titles', 'Exporting the document to PDF truncates every long heading.'],
  ['Bluetooth headset disconnects', 'Bluetooth headset loses its pairing whenever the laptop sleeps.'],
] as const;

describe.each(databases)('themes of a repository, $name', ({ open }) => {
  let database: Database;
  const thread = createSimilarityThread();
  beforeAll(async () => {
    database = await open();
  });
  afterAll(async () => {
    await thread.close();
    await database?.close();
  });

  const local = createLocalEmbedder();
  const world = (embedder: Embedder = local, repo: RepositoryRef = makeRepository()) => {
    const issues = createIssueStore(database);
    const themes = createThemeStore(database);
    const notices = createNoticeStore(database);
    const deps = {
      ...{ themes, issues, embedder },
      vectors: createSimilarStore(database),
      postings: createPostings(database),
    };
    const file = async (from: number, count: number, subject: number, ago: (i: number) => number) => {
      const [title, body] = subjects[subject] ?? ['', ''];
      for (let i = 0; i < count; i++) {
        const at = new Date(Date.now() - ago(i) * day).toISOString().replace(/\.\d+Z/, 'Z');
        const issue: Issue = makeIssue(repo, from + i, {
          title: `${title} (${String.fromCharCode(97 + i)})`,
          body: `${body} Case ${from + i}.`,
          createdAt: at,
          updatedAt: at,
        });
        await issues.saveIssue(repo, issue);
      }
    };
    const run = async () => {
      while ((await keepSimilar(deps, repo)) === 'more');
      await keepThemes({ themes, drawer: thread, notices, now: Date.now }, repo);
    };
    const page = () => createSimilarReads(database).themes(repo, { themes: 50, points: 50 });
    return { repo, issues, themes, notices, file, run, page };
  };

  it('are found over issues that were there before there was an index, named, counted and drawn', async () => {
    const { repo, file, run, page, themes } = world();
    await file(1, 6, 0, (i) => 10 * i + 9);
    await file(10, 6, 1, (i) => 10 * i + 9);
    await run();
    expect(await themes.countProgress(repo, local.model)).toEqual({
      ...{ issues: 12, indexed: 12, embedded: 12, linked: 12, mapped: 12 },
    });
    const { themes: rows, points, drawn } = await page();
    expect(rows.map(({ open, closed, week }) => [open, closed, week])).toEqual([
      [6, 0, 0],
      [6, 0, 0],
    ]);
    expect(rows.flatMap(({ terms }) => terms)).toEqual(expect.arrayContaining(['calendar', 'pdf']));
    expect(points).toHaveLength(12);
    expect(drawn?.issues).toBe(12);
  });

  it('take in a new issue at once, and leave out one that was forgotten', async () => {
    const { repo, file, run, page, issues } = world();
    await file(1, 6, 0, (i) => 10 * i + 9);
    await file(10, 6, 1, (i) => 10 * i + 9);
    await run();
    const before = (await page()).themes.map(({ id }) => id).toSorted();
    await file(30, 1, 1, () => 1);
    await run();
    const { themes: rows, drawn } = await page();
    expect(drawn?.issues).toBe(12);
    expect(rows[0]).toMatchObject({ open: 7, week: 1 });
    expect(rows.map(({ id }) => id).toSorted()).toEqual(before);
    await issues.forgetIssue(repo, 30);
    expect((await page()).themes.every(({ open }) => open === 6)).toBe(true);
  });

  it('count an issue as closed the moment it is, and as open again', async () => {
    const { repo, file, run, page, issues } = world();
    await file(1, 6, 0, (i) => 10 * i + 9);
    await file(10, 6, 1, (i) => 10 * i + 9);
    await run();
    const all = async () => {
      const { themes: rows, points } = await page();
      return [rows.map(({ open, closed }) => [open, closed]), points.at(-1)?.number];
    };
    const known = await issues.getIssue(repo, 12);
    if (!known) throw new Error('no issue');
    await issues.saveIssue(repo, { ...known, state: 'closed', updatedAt: '2033-01-01T00:00:00Z' });
    expect(await all()).toEqual([
      [
        [6, 0],
        [5, 1],
      ],
      12,
    ]);
    await issues.saveIssue(repo, { ...known, state: 'open', updatedAt: '2033-01-02T00:00:00Z' });
    expect(await all()).toEqual([
      [
        [6, 0],
        [6, 0],
      ],
      1,
    ]);
  });

  it('say how far similarity has come, as it was last counted', async () => {
    const { file, run, page } = world();
    await file(1, 5, 0, () => 3);
    expect((await page()).state).toBeNull();
    await run();
    await file(20, 1, 0, () => 3);
    expect((await page()).state).toMatchObject({ issues: 5, indexed: 5, embedded: 5, linked: 5 });
  });

  it('that rise give one notice, however often one looks', async () => {
    const { repo, file, run, page, notices } = world();
    await file(1, 6, 0, (i) => 12 * i + 9);
    await file(10, 6, 1, (i) => 12 * i + 9);
    await run();
    await file(40, 9, 2, (i) => i / 2);
    await run();
    await run();
    const open = await notices.list(repo, { kinds: ['burst'], private: true }, 10);
    expect(open).toHaveLength(1);
    expect(open[0]?.reason).toMatchObject({
      ...{ code: 'burst', count: 9 },
      terms: expect.arrayContaining([expect.stringContaining('bluetooth')]),
    });
    expect((await page()).themes[0]).toMatchObject({ week: 9, burst: { count: 9 } });
  });

  it('get vectors of a new model in the background, and those of the old one go', async () => {
    const { repo, file, run } = world();
    await file(1, 5, 0, () => 3);
    await run();
    const other: Embedder = {
      model: 'another model',
      embed: async (texts) =>
        (await local.embed(texts)).map((embedding) => ({ ...embedding, model: 'another model' })),
    };
    const next = world(other, repo);
    expect((await next.themes.countProgress(repo, other.model)).embedded).toBe(0);
    await next.run();
    expect((await next.themes.countProgress(repo, other.model)).embedded).toBe(5);
    expect((await next.themes.countProgress(repo, local.model)).embedded).toBe(0);
    // Somebody else brought a late one of the old model, and none is lacking of the new one.
    const [late] = await local.embed([{ title: 'Calendar feed stays empty', body: '' }]);
    if (late) await createSimilarStore(database).saveEmbedding(repo, 1, late);
    expect((await next.themes.countProgress(repo, local.model)).embedded).toBe(1);
    await next.run();
    expect((await next.themes.countProgress(repo, local.model)).embedded).toBe(0);
    expect((await next.themes.countProgress(repo, other.model)).embedded).toBe(5);
  });

  it('wait for a hosted model that cannot be asked now, and keep the vectors that there are', async () => {
    const { repo, file, run } = world();
    await file(1, 5, 0, () => 3);
    await run();
    // It says whose vectors it gives: the local ones stand in.
    const down: Embedder = { model: 'a model that is down', embed: local.embed };
    const next = world(down, repo);
    await next.run();
    expect((await next.themes.countProgress(repo, down.model)).embedded).toBe(0);
    expect((await next.themes.countProgress(repo, local.model)).embedded).toBe(5);
  });

  it('come to an end where a text has no word that a vector could be made of', async () => {
    const { repo, issues, run, themes } = world();
    for (let number = 1; number <= 7; number++)
      await issues.saveIssue(repo, makeIssue(repo, number, { title: '…', body: '' }));
    await run();
    expect(await themes.countProgress(repo, local.model)).toMatchObject({
      indexed: 7,
      embedded: 0,
      linked: 7,
    });
  });
});
