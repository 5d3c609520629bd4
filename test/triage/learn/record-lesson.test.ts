import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../../src/store/core/database.ts';
import { createLessonStore } from '../../../src/store/lessons/lessons.ts';
import { makeIssue } from '../../store/make-repository.ts';
import { databases } from '../../support/databases.ts';
import { createMemoryDispatch, user } from '../../support/memory-dispatch.ts';

const mona = user('mona', 7);
const bug = { id: 31, name: 'bug', color: 'ededed', description: '' };
const place = { installationId: 1, repositoryId: 1, owner: 'acme', name: 'widgets', private: false };

describe('a label that goes off an issue', () => {
  let database: Database;
  beforeAll(async () => {
    database = await (databases[0] as (typeof databases)[number]).open();
  });
  afterAll(() => database?.close());

  async function begin() {
    const issue = makeIssue(place, 5, { labels: ['bug'] });
    const app = await createMemoryDispatch(database, { labels: [{ ...bug }], issues: [issue] });
    await app.issue('opened', 5, user('maren', 4));
    const lessons = async () =>
      (await createLessonStore(database).list(app.repo, { number: 5 }, 9)).map(({ verdict }) => verdict);
    const unlabeled = async () => {
      const standing = app.issues.get(5);
      if (standing) Object.assign(standing, { labels: [], updatedAt: '2026-11-02T08:00:00Z' });
      await app.issue('unlabeled', 5, mona, { label: bug });
    };
    return { app, lessons, unlabeled };
  }

  it('by hand teaches that it was wrong', async () => {
    const { unlabeled, lessons } = await begin();
    await unlabeled();
    expect(await lessons()).toEqual(['rejected']);
  });

  it('since the repository deleted it teaches nothing, though that is heard of only later', async () => {
    const { app, unlabeled, lessons } = await begin();
    app.labels.length = 0;
    await unlabeled();
    expect(await lessons()).toEqual([]);
  });

  it('by hand teaches under another name too', async () => {
    const { app, unlabeled, lessons } = await begin();
    app.labels[0] = { ...bug, name: 'type: bug' };
    await unlabeled();
    expect(await lessons()).toEqual(['rejected']);
  });
});
