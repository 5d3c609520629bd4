import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Action, ActionKind } from '../../../src/domain/actions/action.ts';
import type { Issue } from '../../../src/domain/issue/issue.ts';
import type { Database } from '../../../src/store/core/database.ts';
import { audit } from '../../../src/store/schema/record-schema.ts';
import { previewUndo } from '../../../src/triage/undo/preview-undo.ts';
import { requestUndo } from '../../../src/triage/undo/request-undo.ts';
import { undoEffects } from '../../../src/triage/undo/undo.ts';
import { act } from '../../../src/triage/write/act.ts';
import { databases } from '../../support/databases.ts';
import { createMemoryDispatch, user } from '../../support/memory-dispatch.ts';

const labels = ['bug', 'docs'].map((name, i) => ({
  ...{ id: i + 1, name, color: 'ededed', description: '' },
}));
const issue = (number: number, over: Partial<Issue> = {}): Issue => ({
  ...{ repositoryId: 1, number, title: 'Saving fails', body: 'It says ENOENT.', state: 'open' },
  ...{ author: { login: 'rita', id: 9, kind: 'person' }, authorAssociation: 'NONE', stateReason: null },
  ...{ labels: ['docs'], assignees: [], type: null, locked: false, closedAt: null },
  ...{ createdAt: '2026-05-01T09:00:00Z', updatedAt: '2026-05-01T09:00:00Z' },
  ...over,
});
const bot = {
  deliveryId: 'd-1',
  actor: { login: 'dispatch', id: null, kind: 'bot' },
  models: ['local v7'],
} as const;
const mona = { login: 'mona', id: 4, kind: 'person' } as const;
const why = 'because';
const v2 = { number: 1, title: 'v2.1' };
const closedAs = (of: Issue | undefined) => (of?.state === 'closed' ? of.stateReason : null);

/** Every kind of action, with what stands before it. */
const all: { action: Action; before?: Partial<Issue>; first?: Action }[] = [
  { action: { kind: 'label.add', label: 'bug', labelId: 1, why } },
  { action: { kind: 'label.remove', label: 'docs', labelId: 2, why } },
  { action: { kind: 'label.create', label: 'effort: small', color: 'ededed', description: '', why } },
  { action: { kind: 'label.delete', label: 'bug', color: 'ededed', description: '', labelId: 1, why } },
  { action: { kind: 'comment.upsert', body: '<!-- dispatchai:living -->\n\nHello', previous: null, why } },
  {
    first: { kind: 'comment.upsert', body: '<!-- dispatchai:living -->\n\nHello', previous: null, why },
    action: { kind: 'comment.delete', body: '<!-- dispatchai:living -->\n\nHello', why },
  },
  { action: { kind: 'assignee.add', login: 'mona', why } },
  { action: { kind: 'assignee.remove', login: 'tess', why }, before: { assignees: ['tess'] } },
  { action: { kind: 'type.set', type: 'Bug', previous: null, why } },
  {
    action: { kind: 'milestone.set', milestone: v2, previous: null, why },
    before: { milestone: null },
  },
  { action: { kind: 'issue.close', reason: 'not_planned', why } },
  {
    action: { kind: 'issue.close', reason: 'not_planned', was: 'completed', why },
    before: { state: 'closed', stateReason: 'completed' },
  },
  {
    action: { kind: 'issue.reopen', reason: 'completed', why },
    before: { state: 'closed', stateReason: 'completed' },
  },
  { action: { kind: 'reaction.add', commentId: 3, content: '+1', why } },
  {
    first: { kind: 'reaction.add', commentId: 3, content: '+1', why },
    action: { kind: 'reaction.remove', commentId: 3, content: '+1', why },
  },
  { action: { kind: 'duplicate.link', of: 1, previous: null, why } },
  {
    first: { kind: 'duplicate.link', of: 1, previous: null, why },
    action: { kind: 'duplicate.unlink', of: 1, why },
  },
  { action: { kind: 'issue.ignore', why } },
  { first: { kind: 'issue.ignore', why }, action: { kind: 'issue.resume', why } },
];

describe.each(databases)('taking back, $name', ({ open }) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());

  async function start(issues: Issue[]) {
    const app = await createMemoryDispatch(database, {
      labels,
      milestones: [v2],
      issues,
      permissions: { mona: 'admin' },
    });
    for (const each of issues) await app.deps.issues.saveIssue(app.repo, each);
    const write = async (number: number, cause: string, actions: Action[], by: typeof bot = bot) =>
      (
        await act(app.commands, {
          repo: app.repo,
          number,
          cause,
          actions,
          takenAway: [],
          by: { ...by, models: [...by.models] },
        })
      ).map(({ effect }) => effect.id);
    const undo = (number: number, ids: string[]) =>
      undoEffects(app.commands, {
        repo: app.repo,
        number,
        ids,
        by: mona,
        deliveryId: null,
        request: 'request:1',
      });
    /** All that GitHub and we know of an issue. */
    const state = async (number: number) => ({
      // Reopened, GitHub keeps no reason for it being open.
      issue: { ...app.issues.get(number), stateReason: closedAs(app.issues.get(number)) },
      labels: app.labels.map(({ name }) => name).sort(),
      reactions: [...app.reactions],
      comment: app.comments.get(number)?.body ?? null,
      duplicateOf: await app.commands.links.canonicalOf(app.repo, number),
      ignored: await app.commands.effects.isIgnored(app.repo, number),
    });
    return { app, write, undo, state };
  }

  it.each(all)('$action.kind, from its audit row', async ({ action, before = {}, first }) => {
    const { app, write, undo, state } = await start([issue(1), issue(2, before)]);
    if (first) await write(2, 'c0', [first]);
    const stood = await state(2);
    await write(2, 'c1', [action]);
    expect(await state(2)).not.toEqual(stood);
    const rows = await database.withTenant(app.repo.installationId, (tx) =>
      tx.select().from(audit).orderBy(audit.seq),
    );
    const row = rows.findLast(({ kind }) => kind === action.kind);
    const [undone] = await undo(2, [row?.effectId ?? '']);
    expect(undone?.cannot).toBeNull();
    expect(await state(2)).toEqual(stood);
    // It is itself in the log, with who did it.
    const [last] = (
      await database.withTenant(app.repo.installationId, (tx) => tx.select().from(audit).orderBy(audit.seq))
    ).filter(({ detail }) => (detail as { cause?: string }).cause === `undo:${row?.effectId}`);
    expect(last?.actor).toEqual(mona);
    // And it happens once.
    const writes = app.writes.length;
    await undo(2, [row?.effectId ?? '']);
    expect(app.writes.length).toBe(writes);
  });

  it('covers every kind of action', () => {
    const kinds = new Set(all.map(({ action }) => action.kind));
    const every: Record<ActionKind, true> = {
      ...{ 'label.add': true, 'label.remove': true, 'label.create': true, 'label.delete': true },
      ...{ 'comment.upsert': true, 'comment.delete': true, 'assignee.add': true, 'assignee.remove': true },
      ...{
        'type.set': true,
        'milestone.set': true,
        'issue.close': true,
        'issue.reopen': true,
        'reaction.add': true,
      },
      ...{ 'reaction.remove': true, 'duplicate.link': true, 'duplicate.unlink': true },
      ...{ 'issue.ignore': true, 'issue.resume': true },
    };
    expect([...kinds].sort()).toEqual(Object.keys(every).sort());
  });

  it('leaves alone what a person changed since', async () => {
    const { app, write, undo, state } = await start([issue(1, { labels: [] }), issue(2)]);
    const [bug] = await write(1, 'c1', [{ kind: 'label.add', label: 'bug', labelId: 1, why }]);
    await app.issue('unlabeled', 1, user('mona', 4), { label: { id: 1, name: 'bug' } });
    await app.issue('labeled', 1, user('mona', 4), { label: { id: 1, name: 'bug' } });
    expect(await undo(1, [bug ?? ''])).toMatchObject([{ cannot: { code: 'label_changed' } }]);
    expect((await state(1)).issue.labels).toEqual(['bug']);
    const [assigned] = await write(1, 'c2', [{ kind: 'assignee.add', login: 'tess', why }]);
    await app.issue('assigned', 1, user('mona', 4));
    expect(await undo(1, [assigned ?? ''])).toMatchObject([{ cannot: { code: 'assignees_changed' } }]);
    // A label that others carry by now is not deleted.
    const made: Action = { kind: 'label.create', label: 'new', color: 'ededed', description: '', why };
    const [created] = await write(2, 'c3', [made]);
    await app.github.addLabels(app.repo, 2, ['new']);
    expect(await undo(2, [created ?? ''])).toMatchObject([
      { cannot: { code: 'prevented', by: { code: 'label_in_use' } } },
    ]);
    // Nor one that people had made before, or made anew since, though nobody carries it.
    const byPeople = { cannot: { code: 'prevented', by: { code: 'label_of_people' } } };
    await app.github.createLabel(app.repo, { name: 'theirs', color: 'ededed', description: '' });
    const [standing] = await write(2, 'c4', [{ ...made, label: 'theirs' }]);
    expect(await undo(2, [standing ?? ''])).toMatchObject([byPeople]);
    const [ours] = await write(2, 'c5', [{ ...made, label: 'ours' }]);
    await app.github.deleteLabel(app.repo, 'ours');
    await app.github.createLabel(app.repo, { name: 'other', color: 'ededed', description: '' });
    await app.github.createLabel(app.repo, { name: 'ours', color: 'ededed', description: '' });
    expect(await undo(2, [ours ?? ''])).toMatchObject([byPeople]);
  });

  it('previews and asks for all that one model did, an issue a request', async () => {
    const { app, write } = await start([issue(1), issue(2), issue(3), issue(4)]);
    const add: Action = { kind: 'label.add', label: 'bug', labelId: 1, why };
    for (const number of [1, 2, 3]) await write(number, 'c1', [add]);
    await act(app.commands, {
      ...{ repo: app.repo, number: 4, cause: 'c1', actions: [add], takenAway: [] },
      by: { ...bot, models: ['local v8'] },
    });
    // A person took the label off these two; on the first it is known to be on, though its delivery has not come yet.
    for (const number of [2, 3])
      await app.deps.issues.saveIssue(
        app.repo,
        issue(number, { labels: [], updatedAt: '2026-05-02T09:00:00Z' }),
      );
    const filter = { model: 'local v7' };
    const deps = { ...app.commands, issues: app.deps.issues };
    const { rows } = await previewUndo(deps, app.repo, filter, { limit: 10 });
    expect(rows.map(({ effect, change, cannot }) => [effect.number, change?.kind ?? cannot]).sort()).toEqual([
      [1, 'label.remove'],
      [2, { code: 'label_removed' }],
      [3, { code: 'label_removed' }],
    ]);
    const asked: { number: number; after: number }[] = [];
    let id = 0;
    const told = await requestUndo(
      {
        undo: app.commands.undo,
        box: {
          add: async (some, after = 0) => void asked.push(...some.map(({ number }) => ({ number, after }))),
        },
        newId: () => `00000000-0000-4000-8000-${String(++id).padStart(12, '0')}`,
      },
      { repo: app.repo, filter, by: mona, door: 'console', at: '2100-01-01T00:00:00.000Z' },
    );
    expect(told).toEqual({ effects: 3, issues: 3, more: false });
    expect(asked.map(({ number }) => number).sort()).toEqual([1, 2, 3]);
  });
});
