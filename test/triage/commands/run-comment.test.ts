import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../../src/store/core/database.ts';
import { createPauseStore } from '../../../src/store/repositories/pauses.ts';
import { events } from '../../../src/store/schema/record-schema.ts';
import { makeIssue } from '../../store/make-repository.ts';
import { databases } from '../../support/databases.ts';
import { createMemoryDispatch, user } from '../../support/memory-dispatch.ts';

const mona = user('mona', 7);
const rita = user('rita', 91);
const label = { id: 1, name: 'question', color: 'ededed', description: '' };

describe('a command given while DispatchAI is paused', () => {
  let database: Database;
  beforeAll(async () => {
    database = await (databases[0] as (typeof databases)[number]).open();
  });
  afterAll(() => database?.close());

  async function paused(over: Parameters<typeof makeIssue>[2] = {}) {
    const where = { installationId: 1, repositoryId: 1, owner: 'acme', name: 'widgets', private: false };
    const issue = { ...makeIssue(where, 5, over), labels: [], ...over };
    const app = await createMemoryDispatch(database, {
      labels: [label],
      issues: [issue],
      permissions: { mona: 'triage' },
    });
    const { installationId, repositoryId } = app.repo;
    const scope = { kind: 'repository', installationId, repositoryId } as const;
    await createPauseStore(database).set(scope, true, { login: 'mona', id: 7, kind: 'person' });
    const says = async (body: string, author = mona) => {
      await app.comment('created', { number: 5, id: 40, author, body });
      return app.writes.map(({ call, what }) => ({ call, what }));
    };
    return { app, says };
  }

  const told = [
    { call: 'addReaction', what: 'confused' },
    { call: 'createComment', what: expect.stringContaining('DispatchAI is paused for this repository.') },
  ];
  it.each([
    ['/category question', mona],
    ['/why', rita],
  ])('is refused with a 😕 and the reason, and does nothing (%s)', async (command, author) => {
    const { says } = await paused();
    expect(await says(command, author)).toEqual(told);
  });

  it('is not answered to somebody who may not give it', async () => {
    const { says } = await paused();
    expect(await says('/category question', rita)).toEqual([]);
  });

  it('is done where it takes back what was written', async () => {
    const { app, says } = await paused();
    const number = 5;
    const write = { kind: 'label.add', label: 'question', labelId: 1, why: '' } as const;
    const { effects } = app.deps.triage;
    const by = { deliveryId: null, actor: { login: 'dispatch', id: null, kind: 'bot' }, models: [] } as const;
    const rows = await effects.intend(app.repo, number, 'triage:x', [write], { ...by, models: [] });
    await effects.complete(
      app.repo,
      number,
      rows.map(({ id }) => ({ id, githubId: null })),
    );
    await app.github.addLabels(app.repo, number, ['question']);
    const calls = await says('/undo');
    expect(calls.slice(1)).toEqual([
      { call: 'removeLabel', what: 'question' },
      { call: 'addReaction', what: '+1' },
    ]);
  });

  it('is not answered where nothing may be written, nor is what is no command', async () => {
    expect(await (await paused({ locked: true })).says('/category question')).toEqual([]);
    const { app, says } = await paused();
    expect(await says('/catgory question')).toEqual([]);
    await app.deps.repositories.setSuspended(app.repo.installationId, true);
    expect(await says('/category question')).toEqual([]);
  });
});

describe('a command that comes to nothing', () => {
  let database: Database;
  beforeAll(async () => {
    database = await (databases[0] as (typeof databases)[number]).open();
  });
  afterAll(() => database?.close());

  it('is answered in the language of the comment, and kept by its code', async () => {
    const where = { installationId: 1, repositoryId: 1, owner: 'acme', name: 'widgets', private: false };
    const app = await createMemoryDispatch(database, {
      labels: [label],
      issues: [5, 6].map((number) => ({ ...makeIssue(where, number, {}), labels: [] })),
      permissions: { mona: 'triage' },
      files: { '.github/dispatch.yml': 'languages: [fr]\n' },
    });
    for (const number of [5, 6]) await app.deps.issues.saveIssue(app.repo, makeIssue(app.repo, number));
    await app.comment('created', { number: 6, id: 60, author: mona, body: '/duplicate #5' });
    await app.comment('created', { number: 5, id: 61, author: mona, body: '/duplicate #6' });
    const body = String(app.writes.filter(({ call }) => call === 'createComment').at(-1)?.what);
    expect(body).toContain('Le ticket #6 est déjà un doublon de celui-ci.');
    expect(body).not.toMatch(/GitHub a refusé|already|duplicate of this/);
    const rows = await database.withTenant(app.repo.installationId, (tx) =>
      tx.select({ kind: events.kind, detail: events.detail }).from(events),
    );
    expect(rows.filter(({ kind }) => kind === 'refused').at(-1)?.detail).toMatchObject({
      reason: { code: 'linked_back', of: 6 },
    });
  });
});

describe('a line that looks like a command', () => {
  let database: Database;
  beforeAll(async () => {
    database = await (databases[0] as (typeof databases)[number]).open();
  });
  afterAll(() => database?.close());

  async function app() {
    const where = { installationId: 1, repositoryId: 1, owner: 'acme', name: 'widgets', private: false };
    const dispatch = await createMemoryDispatch(database, {
      labels: [label],
      issues: [{ ...makeIssue(where, 5, {}), labels: [] }],
      permissions: { mona: 'triage' },
    });
    return async (body: string, author: typeof mona) => {
      const before = dispatch.writes.length;
      await dispatch.comment('created', { number: 5, id: 41 + before, author, body });
      return dispatch.writes.slice(before).map(({ what }) => what);
    };
  }

  it.each([
    '/routes returns 500 since the update',
    '/labels returns 404',
    '/label endpoint returns 500',
    '/duplicate',
    '/categry question',
    '/dispatch fly',
    '/triage',
    '/reassign @x',
    '/heap',
    '/who',
  ])('%s: a stranger is not answered', async (line) => {
    const says = await app();
    expect(await says(`It broke.\n\n${line}\n`, rita)).toEqual([]);
  });

  it.each([
    '/routes returns 500 since the update',
    '/labels returns 404',
    '/reassign @x',
    '/categry of things is broken',
  ])('%s: no command that could run here, so a maintainer is not answered either', async (line) => {
    const says = await app();
    expect(await says(line, mona)).toEqual([]);
  });

  it.each([
    ['/categry question', mona, 'Did you mean `/category`?'],
    ['/labels Question', mona, 'Did you mean `/label`?'],
    ['/label qestion', mona, 'no label `qestion`'],
    ['/duplicate', mona, 'Use it like this: `/duplicate #12`'],
    ['/similr', rita, 'Did you mean `/similar`?'],
  ])('%s: a slip is told to who may give the command', async (line, author, words) => {
    const says = await app();
    expect(await says(line, author)).toEqual(['confused', expect.stringContaining(words)]);
  });
});
