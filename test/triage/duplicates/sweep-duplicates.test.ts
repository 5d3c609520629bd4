import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createUnitOfWork } from '../../../src/app/create-unit-of-work.ts';
import type { Account, Issue } from '../../../src/domain/issue/issue.ts';
import type { Permission } from '../../../src/domain/issue/permission.ts';
import { Postponed } from '../../../src/domain/issue/postponed.ts';
import type { Database } from '../../../src/store/core/database.ts';
import { createIssueStore } from '../../../src/store/issues/issues.ts';
import { createLessonStore } from '../../../src/store/lessons/lessons.ts';
import { createDecisionStore } from '../../../src/store/record/decisions.ts';
import { createEffectStore } from '../../../src/store/record/effects.ts';
import { createRepositoryStore } from '../../../src/store/repositories/repositories.ts';
import { forgottenIssues } from '../../../src/store/schema/repository-schema.ts';
import { duplicateLinks } from '../../../src/store/schema/search-schema.ts';
import { createDuplicateLinks } from '../../../src/store/similar/duplicate-links.ts';
import { createDuplicateWatch } from '../../../src/store/similar/duplicate-watch.ts';
import { sweepDuplicates } from '../../../src/triage/duplicates/sweep-duplicates.ts';
import type { Doing } from '../../../src/triage/ports/duplicates.ts';
import { hideVetoed } from '../../../src/triage/similar/hide-vetoed.ts';
import { act } from '../../../src/triage/write/act.ts';
import { decision } from '../../domain/words.ts';
import { makeIssue, makeRepository } from '../../store/make-repository.ts';
import { databases } from '../../support/databases.ts';
import { createMemoryGitHub } from '../../support/memory-github.ts';

const person = (login: string, id: number): Account => ({ login, id, kind: 'person' });
const mona = person('mona', 1);
const author = person('rita', 4);
const stranger = person('sol', 9);
const day = 86_400_000;

describe.each(databases)('the daily sweep over duplicates, $name', ({ open }) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database?.close());

  /** Issue 2 was told to be like issue 1, in a comment; `settings` is the repository's file. */
  const world = async (settings = 'mode: apply\nduplicates:\n  close: true\n', archived = false) => {
    const repo = makeRepository(archived ? { archived } : {});
    const permissions: Record<string, Permission> = { mona: 'triage' };
    const filed = [1, 2].map((number): Issue => makeIssue(repo, number, { author }));
    const hub = createMemoryGitHub({
      issues: filed,
      permissions,
      files: { '.github/dispatch.yml': settings },
    });
    const said = {
      comments: [] as { id: number; by: Account; body: string; at: string }[],
      thumbs: [] as Account[],
      doings: [] as Doing[],
    };
    const issues = createIssueStore(database);
    const duplicates = createDuplicateLinks(database);
    const decisions = hideVetoed(createDecisionStore(database), duplicates);
    const repositories = createRepositoryStore(database, async () => undefined);
    const effects = createEffectStore(database);
    const unit = createUnitOfWork(database);
    await repositories.saveInstallation({
      ...{ id: repo.installationId, account: 'tide', accountId: 1, kind: 'organization' },
    });
    await repositories.saveRepository(repo);
    for (const issue of filed) await issues.saveIssue(repo, issue);
    const similar = {
      ...{ number: 1, title: 'The light is out', state: 'open' as const, stateReason: null, labels: [] },
      ...{ similarity: 0.9, shared: [] },
    };
    await decisions.record(repo, {
      ...{ number: 2, inputHash: 'h', deliveryId: null, opinions: [], tookMs: 1 },
      decision: decision({ similar: [similar], values: [], missing: [] }),
    });
    const body = '<!-- dispatchai:living -->\n\nPossibly related:\n\n- #1 (open)';
    const ours = {
      deliveryId: null,
      actor: { login: 'dispatch', id: null, kind: 'bot' as const },
      models: [],
    };
    await act(
      { github: hub.github, effects, repositories, unit },
      {
        ...{ repo, number: 2, cause: 'triage:h', takenAway: [], by: ours },
        actions: [{ kind: 'comment.upsert', body, previous: null, why: '' }],
      },
    );
    let now = Date.now();
    const deps = {
      ...{ github: hub.github, repositories, issues, duplicates, decisions, effects, unit },
      watch: createDuplicateWatch(database),
      lessons: createLessonStore(database),
      reads: {
        comments: async () => said.comments,
        thumbsDown: async () => said.thumbs,
        doings: async () => said.doings,
      },
      now: () => now,
    };
    const sweep = () => sweepDuplicates(deps, repo);
    return {
      ...{ repo, hub, said, duplicates, sweep, issues, lessons: deps.lessons },
      later: (days: number) => {
        now += days * day;
      },
      link: () => duplicates.link(repo, 2, 1, { by: mona, cause: 'c', source: 'command' }),
      closed: () => hub.writes.filter(({ call }) => call === 'closeIssue'),
      comment: () => hub.comments.get(2)?.body ?? '',
      linked: async () => (await duplicates.linksOf(repo, 2))[0],
    };
  };

  it.each([
    ['the author', author],
    ['a person who may triage', mona],
  ])('a 👎 by %s vetoes what the comment names, teaches, and takes it out', async (_, by) => {
    const { said, sweep, duplicates, repo, lessons, comment } = await world();
    said.thumbs = [by];
    await sweep();
    expect(await duplicates.vetoedWith(repo, 2)).toEqual([1]);
    expect(await lessons.list(repo, { number: 2 }, 5)).toMatchObject([
      { subject: { kind: 'not-duplicate', of: 1 }, source: 'reaction', by: { login: by.login } },
    ]);
    expect(comment()).not.toContain('#1');
    await sweep();
    expect(await lessons.list(repo, { number: 2 }, 5)).toHaveLength(1);
  });

  it('a 👎 by a stranger or a bot says nothing', async () => {
    const { said, sweep, duplicates, repo, comment } = await world();
    said.thumbs = [stranger, { ...mona, kind: 'bot' }];
    await sweep();
    expect(await duplicates.vetoedWith(repo, 2)).toEqual([]);
    expect(comment()).toContain('#1');
  });

  it('a linked duplicate is announced, closed once when its days are over, and only then', async () => {
    const { link, sweep, later, closed, comment, hub } = await world();
    await link();
    await sweep();
    expect(comment()).toContain('linked this as a duplicate of #1');
    later(2);
    await sweep();
    expect(closed()).toEqual([]);
    later(1.1);
    await sweep();
    expect(closed()).toMatchObject([{ number: 2, what: 'duplicate' }]);
    expect(hub.issues.get(2)?.state).toBe('closed');
    expect(comment()).toContain('Closed as a duplicate of #1.');
    expect(comment()).not.toContain('It will be closed');
    later(1);
    await sweep();
    expect(closed()).toHaveLength(1);
  });

  it('is closed by nobody where the settings do not ask for it, or only suggest', async () => {
    for (const settings of ['mode: apply\n', 'mode: suggest\nduplicates:\n  close: true\n']) {
      const { link, sweep, later, closed } = await world(settings);
      await link();
      for (let i = 0; i < 5; i++) {
        await sweep();
        later(2);
      }
      expect(closed()).toEqual([]);
    }
  });

  it('is left alone in an archived repository, and forgotten where GitHub has no such issue any more', async () => {
    const archived = await world(undefined, true);
    await archived.link();
    archived.said.thumbs = [mona];
    const before = archived.hub.writes.length;
    await archived.sweep();
    expect(archived.hub.writes).toHaveLength(before);
    const { link, sweep, hub, issues, repo } = await world();
    await link();
    hub.issues.delete(2);
    await expect(sweep()).rejects.toThrow(Postponed);
    expect(await issues.getIssue(repo, 2)).not.toBeNull();
    await database.withTenant(repo.installationId, (tx) =>
      tx.update(forgottenIssues).set({ missingSince: new Date(Date.now() - 3_600_000) }),
    );
    await sweep();
    expect(await issues.getIssue(repo, 2)).toBeNull();
    expect(await issues.isForgotten(repo, 2)).toBe(true);
  });

  it('an old link is not closed the day the setting is switched on', async () => {
    const { link, sweep, later, closed, repo } = await world();
    await link();
    await database.withTenant(repo.installationId, (tx) =>
      tx.update(duplicateLinks).set({ linkedAt: new Date(Date.now() - 40 * day) }),
    );
    for (let i = 0; i < 3; i++) {
      await sweep();
      later(0.9);
    }
    expect(closed()).toEqual([]);
    later(1);
    await sweep();
    expect(closed()).toHaveLength(1);
  });

  // When the tests are collected: long before they run on a busy machine.
  const soon = () => new Date(Date.now() + 3_600_000).toISOString();
  it.each([
    ['a comment', () => ({ comments: [{ id: 7, by: stranger, body: 'mine differs', at: soon() }] })],
    ['a 👎', () => ({ thumbs: [stranger] })],
    ['a reopen', () => ({ doings: [{ kind: 'reopened' as const, by: author, at: soon() }] })],
    ['an assignment', () => ({ doings: [{ kind: 'assigned' as const, by: mona, at: soon() }] })],
  ])('%s since then keeps it open for good, and why is kept', async (_, did) => {
    const { link, sweep, later, closed, said, linked, comment } = await world();
    await link();
    await sweep();
    expect(comment()).toContain('It will be closed 3 days after that.');
    Object.assign(said, did());
    later(4);
    await sweep();
    // What was announced is not true any more.
    expect(comment()).not.toContain('It will be closed');
    Object.assign(said, { comments: [], thumbs: [], doings: [] });
    later(4);
    await sweep();
    expect(closed()).toEqual([]);
    const link2 = await linked();
    expect(link2?.state === 'vetoed' || link2?.keptOpen !== null).toBe(true);
  });

  it('what changed at GitHub a moment ago counts: closed, assigned or gone', async () => {
    for (const change of [{ state: 'closed' as const }, { assignees: ['mona'] }, { locked: true }]) {
      const { link, sweep, later, closed, hub } = await world();
      await link();
      await sweep();
      later(4);
      Object.assign(hub.issues.get(2) as Issue, change);
      await sweep();
      expect(closed()).toEqual([]);
    }
  });
});
