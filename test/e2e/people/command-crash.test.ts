import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Issue } from '../../../src/domain/issue/issue.ts';
import type { Database } from '../../../src/store/core/database.ts';
import { effects } from '../../../src/store/schema/record-schema.ts';
import { databases } from '../../support/databases.ts';
import { type Failpoint, failing, failingUnit, Killed } from '../../support/failing.ts';
import { createMemoryDispatch, user } from '../../support/memory-dispatch.ts';

const labels = ['bug', 'question', 'area/api'].map((name, i) => ({
  ...{ id: i + 1, name, color: 'ededed', description: '' },
}));
const issue = (number: number): Issue => ({
  ...{ repositoryId: 1, number, title: 'Saving fails', body: 'It says ENOENT.', state: 'open' },
  ...{ author: { login: 'rita', id: 9, kind: 'person' }, authorAssociation: 'NONE', stateReason: null },
  ...{ labels: ['bug'], assignees: [], type: null, locked: false, closedAt: null },
  ...{ createdAt: '2026-05-01T09:00:00Z', updatedAt: '2026-05-01T09:00:00Z' },
});
const tess = user('tess', 4);
const commands = '/category question\n/label area/api\n/assign @mona\n/duplicate #1\n/why\n\n/hlep';

/** A killed worker at every step of a command's way, before and after each call to GitHub and to our stores. */
// On one database: the ledger is held to the same on both elsewhere, and each step is a run of its own.
describe.each(databases.slice(-1))('a worker that dies at any step, $name', ({ name, open }) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());

  async function start() {
    const failpoint: Failpoint = { at: 0, reached: 0, dead: false };
    const issues = Array.from({ length: 300 }, (_, i) => issue(i + 1));
    const app = await createMemoryDispatch(
      database,
      { labels, issues, permissions: { tess: 'triage' } },
      (github) => failing(github, failpoint),
    );
    await app.deps.issues.saveIssue(app.repo, issue(1));
    app.deps.triage.effects = failing(app.deps.triage.effects, failpoint);
    app.deps.triage.unit = failingUnit(app.deps.triage.unit, failpoint);
    app.deps.learning.lessons = failing(app.deps.learning.lessons, failpoint);
    app.deps.commands.links = failing(app.deps.commands.links, failpoint);
    app.deps.timeline = failing(app.deps.timeline, failpoint);

    /** Gives a comment; dies at the step, and starts again until it is through. Returns whether it died. */
    async function give(number: number, id: number, body: string, at: number): Promise<boolean> {
      Object.assign(failpoint, { at, reached: 0, dead: false });
      const comment = {
        number,
        id,
        author: tess,
        body,
        delivery: `delivery-${app.repo.installationId}-${id}`,
      };
      try {
        await app.comment('created', comment);
        Object.assign(failpoint, { at: 0 });
        return false;
      } catch (error) {
        if (!(error instanceof Killed)) throw error;
      }
      Object.assign(failpoint, { at: 0, reached: 0, dead: false });
      await app.comment('created', comment);
      return true;
    }
    /** What it all came to. */
    async function outcome(number: number, ids: number[]) {
      const own = await database.withTenant(app.repo.installationId, (tx) =>
        tx.select().from(effects).where(eq(effects.number, number)),
      );
      const writes = app.writes.filter((write) => write.number === number);
      const lessons = await app.deps.learning.lessons.list(app.repo, { number, revoked: true }, 50);
      const known = app.issues.get(number);
      return {
        labels: [...(known?.labels ?? [])].sort(),
        assignees: known?.assignees,
        reactions: app.reactions
          .filter((each) => each.number === number)
          .map(({ content }) => content)
          .sort(),
        comments: writes.filter(({ call }) => call === 'createComment').length,
        comment: app.comments.get(number)?.body,
        rows: own.map((row) => `${row.kind} ${row.target} ${row.status}`.replaceAll(/\d{4,}/g, 'id')).sort(),
        lessons: lessons.map(({ verdict, revoked }) => `${verdict} ${revoked !== null}`).sort(),
        of: await app.commands.links.canonicalOf(app.repo, number),
        ids: ids.length,
      };
    }
    return { give, outcome };
  }

  it('loses and doubles nothing of five commands', async () => {
    const { give, outcome } = await start();
    await give(2, 20_000, commands, 0);
    const wanted = await outcome(2, [1]);
    expect(wanted).toMatchObject({
      labels: ['area/api', 'question'],
      assignees: ['mona'],
      comments: 1,
      of: 1,
    });
    expect(wanted.reactions).toEqual(['+1', 'confused']);
    let at = 1;
    for (; at < 280; at++) {
      const number = at + 2;
      const died = await give(number, 20_000 + at, commands, at);
      expect({ at, ...(await outcome(number, [1])) }).toEqual({ at, ...wanted });
      if (!died) break;
    }
    console.info(`${name}: killed at each of ${at - 1} steps of five commands: 0 lost, 0 doubled`);
    expect(at).toBeGreaterThan(30);
  }, 480_000);

  it('takes one action back and no other', async () => {
    const { give, outcome } = await start();
    const told = async (number: number, id: number, at: number) => {
      await give(number, id, '/label area/api', 0);
      await give(number, id + 1, '/category question', 0);
      return give(number, id + 2, '/undo', at);
    };
    await told(2, 30_000, 0);
    const wanted = await outcome(2, [1]);
    expect(wanted.labels).toEqual(['area/api', 'bug']);
    expect(wanted.lessons.filter((each) => each.endsWith('true'))).toHaveLength(2);
    let at = 1;
    for (; at < 280; at++) {
      const died = await told(at + 2, 30_000 + at * 3, at);
      expect({ at, ...(await outcome(at + 2, [1])) }).toEqual({ at, ...wanted });
      if (!died) break;
    }
    console.info(`${name}: killed at each of ${at - 1} steps of /undo: 0 lost, 0 doubled`);
    expect(at).toBeGreaterThan(10);
  }, 480_000);
});
