import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Action } from '../../../src/domain/actions/action.ts';
import type { Database } from '../../../src/store/core/database.ts';
import { createEffectStore } from '../../../src/store/record/effects.ts';
import { createTimelineStore } from '../../../src/store/record/timeline.ts';
import { createUndoReads } from '../../../src/store/record/undo-reads.ts';
import type { Provenance } from '../../../src/triage/ports/effects.ts';
import { databases } from '../../support/databases.ts';
import { makeRepository } from '../make-repository.ts';

const label = (name: string, labelId: number): Action => ({
  kind: 'label.add',
  label: name,
  labelId,
  why: '',
});
const bot = (over: Partial<Provenance> = {}): Provenance => ({
  deliveryId: 'd-1',
  actor: { login: 'dispatch', id: null, kind: 'bot' },
  models: ['local v7'],
  ...over,
});
const person = { login: 'mona', id: 4, kind: 'person' } as const;

describe.each(databases)('writes to take back, $name', ({ open }) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());

  async function write(
    repo: ReturnType<typeof makeRepository>,
    number: number,
    cause: string,
    actions: Action[],
    by = bot(),
  ) {
    const effects = createEffectStore(database);
    const rows = await effects.intend(repo, number, cause, actions, by);
    await effects.complete(
      repo,
      number,
      rows.map(({ id }) => ({ id, githubId: null })),
    );
    return rows.map(({ id }) => id);
  }

  it('are chosen by model, label, kind, delivery, cause and time', async () => {
    const repo = makeRepository();
    const [bug, docs] = await write(repo, 1, 'c1', [label('bug', 1), label('Docs', 2)]);
    const [other] = await write(
      repo,
      2,
      'c2',
      [label('bug', 1)],
      bot({ models: ['local v8'], deliveryId: 'd-2' }),
    );
    const [assigned] = await write(repo, 2, 'c3', [{ kind: 'assignee.add', login: 'mona', why: '' }]);
    const reads = createUndoReads(database);
    const ids = async (filter: Parameters<typeof reads.select>[1]) =>
      (await reads.select(repo, filter, { limit: 10 })).effects.map(({ id }) => id).sort();
    const sorted = (...some: (string | undefined)[]) => some.sort();
    expect(await ids({})).toEqual(sorted(bug, docs, other, assigned));
    expect(await ids({ model: 'local v7' })).toEqual(sorted(bug, docs, assigned));
    expect(await ids({ label: 'BUG' })).toEqual(sorted(bug, other));
    expect(await ids({ kinds: ['assignee.add'] })).toEqual([assigned]);
    expect(await ids({ deliveryId: 'd-2', number: 2 })).toEqual([other]);
    expect(await ids({ cause: 'c1' })).toEqual(sorted(bug, docs));
    expect(await ids({ ids: [] })).toEqual([]);
    expect(await ids({ since: '2100-01-01T00:00:00.000Z' })).toEqual([]);
    expect(await ids({ until: '2100-01-01T00:00:00.000Z' })).toHaveLength(4);
    const elsewhere = makeRepository();
    expect((await reads.select(elsewhere, {}, { limit: 10 })).effects).toEqual([]);
  });

  it('come in pages, newest first, each once', async () => {
    const repo = makeRepository();
    const written: string[] = [];
    for (let number = 1; number <= 7; number++)
      written.push(...(await write(repo, number, 'c', [label('bug', 1)])));
    const reads = createUndoReads(database);
    const seen: string[] = [];
    let before: string | undefined;
    for (let page = 0; page < 5; page++) {
      const read = await reads.select(repo, {}, { limit: 3, ...(before ? { before } : {}) });
      seen.push(...read.effects.map(({ id }) => id));
      if (read.next === null) break;
      before = read.next;
    }
    expect(seen.sort()).toEqual(written.sort());
  });

  it('are told apart from what was taken back', async () => {
    const repo = makeRepository();
    const [bug] = await write(repo, 1, 'c1', [label('bug', 1)]);
    const undo: Action = { kind: 'label.remove', label: 'bug', labelId: 1, why: '' };
    await write(repo, 1, `undo:${bug}`, [undo], bot({ actor: person }));
    const reads = createUndoReads(database);
    const all = await reads.select(repo, {}, { limit: 10 });
    expect(all.effects.map(({ cause, undone }) => [cause, undone])).toEqual([
      [`undo:${bug}`, false],
      ['c1', true],
    ]);
    expect((await reads.select(repo, { undone: false }, { limit: 10 })).effects).toEqual([]);
    // A person had the label taken off: it is theirs, and it stays away.
    expect(await createTimelineStore(database).labelsTakenAway(repo, 1)).toEqual(['bug']);
    expect(await reads.labelTouches(repo, 1)).toEqual([]);
    expect(await createEffectStore(database).ownLabels(repo, 1)).toEqual([]);
  });

  it('know what a person asked for as theirs', async () => {
    const repo = makeRepository();
    await write(repo, 1, 'comment:1:0', [label('bug', 1)], bot({ actor: person, request: 'comment:1:0' }));
    expect(await createEffectStore(database).ownLabels(repo, 1)).toEqual([]);
    expect((await createUndoReads(database).labelTouches(repo, 1)).map(({ label }) => label)).toEqual([
      'bug',
    ]);
    expect(await createEffectStore(database).unaskedRounds(repo, 1, 'x')).toBe(0);
    await createTimelineStore(database).append(repo, 1, [
      { kind: 'other', actor: person, deliveryId: 'p1', detail: { action: 'assigned' } },
      { kind: 'closed', actor: bot().actor, deliveryId: 'p2', detail: { action: 'closed' } },
    ]);
    expect(Object.keys(await createUndoReads(database).personActions(repo, 1))).toEqual(['assigned']);
  });
});
