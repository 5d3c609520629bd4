import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SMALL_SEED } from '../../../demo/local-github/world/seed.ts';
import { createLessonStore } from '../../../src/store/lessons/lessons.ts';
import { createDuplicateLinks } from '../../../src/store/similar/duplicate-links.ts';
import { databases } from '../../support/databases.ts';
import { type RunningDispatch, runDispatch } from '../../support/running-dispatch.ts';

const slug = 'acme/widgets';

describe.each(databases)('duplicates as people say them on GitHub, on the $name database', (database) => {
  let run: RunningDispatch;
  beforeAll(async () => {
    run = await runDispatch(database, { seed: SMALL_SEED });
  });
  afterAll(() => run?.close());

  const repo = () => ({
    installationId: run.github.installationId,
    repositoryId: run.github.world.tables.repos.findOneBy('full_name', slug)?.id ?? 0,
    owner: 'acme',
    name: 'widgets',
    private: false,
  });
  const links = () => createDuplicateLinks(run.dispatch.database);
  const opened = async (title: string, author = 'rita') => {
    const { number } = await run.github.openIssue(slug, { title, body: 'It happened twice.', author });
    await run.drained();
    return number;
  };

  it('a maintainer’s plain words link; a stranger’s do not', async () => {
    const [first, second] = [await opened('The handle came off'), await opened('My handle is loose')];
    await run.github.comment(slug, second, { author: 'rita', body: `Duplicate of #${first}` });
    await run.drained();
    expect(await links().canonicalOf(repo(), second)).toBeNull();
    await run.github.comment(slug, second, { author: 'mona', body: `Thanks!\n\nDuplicate of #${first}` });
    await run.drained();
    expect(await links().canonicalOf(repo(), second)).toBe(first);
    const lessons = await createLessonStore(run.dispatch.database).list(repo(), { number: second }, 5);
    expect(lessons).toMatchObject([{ subject: { kind: 'duplicate', of: first }, by: { login: 'mona' } }]);
  });

  it('an issue closed as a duplicate is linked to what a maintainer named before', async () => {
    const [first, second] = [await opened('The wheel squeaks'), await opened('Squeaking wheel again')];
    await run.github.comment(slug, second, { author: 'mona', body: `Looks like a duplicate of #${first}.` });
    await run.github.comment(slug, second, { author: 'rita', body: 'Duplicate of #9999' });
    await run.drained();
    await links().unlink(repo(), second, {
      by: { login: 'mona', id: 1, kind: 'person' },
      cause: 'to see the closing alone',
    });
    await run.github.closeIssue(slug, second, 'mona', 'duplicate');
    await run.drained();
    expect(await links().canonicalOf(repo(), second)).toBe(first);
  });

  it('says nothing that GitHub would not understand', () => {
    expect(run.github.violations).toEqual([]);
  });
});
