import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Action } from '../../../src/domain/actions/action.ts';
import { explainProblem } from '../../../src/domain/words/explain-problem.ts';
import type { Database } from '../../../src/store/core/database.ts';
import { createAuditLog } from '../../../src/store/record/audit.ts';
import { createEffectStore } from '../../../src/store/record/effects.ts';
import { createTimelineStore } from '../../../src/store/record/timeline.ts';
import { audit, events } from '../../../src/store/schema/record-schema.ts';
import type { Provenance } from '../../../src/triage/ports/effects.ts';
import { databases } from '../../support/databases.ts';
import { makeRepository } from '../make-repository.ts';

const bug: Action = { kind: 'label.add', label: 'bug', labelId: 1, why: 'says crash' };
const docs: Action = { kind: 'label.add', label: 'Docs', labelId: 2, why: 'says manual' };
const comment = (body: string): Action => ({ kind: 'comment.upsert', body, why: 'related' });
const by: Provenance = {
  deliveryId: 'd-1',
  actor: { login: 'dispatch', id: null, kind: 'bot' },
  models: ['local v1'],
};
const person = { login: 'maren', id: 4, kind: 'person' } as const;
const bot = { login: 'dispatch[bot]', id: 5, kind: 'bot' } as const;

describe.each(databases)('effects, $name', ({ open }) => {
  let database: Database;
  let effects: ReturnType<typeof createEffectStore>;
  beforeAll(async () => {
    database = await open();
    effects = createEffectStore(database);
  });
  afterAll(() => database.close());

  it('intends a thing once a cause, and tells fresh rows from standing ones', async () => {
    const repo = makeRepository();
    const first = await effects.intend(repo, 1, 'c1', [bug, comment('x')], by);
    expect(first).toMatchObject([
      { action: bug, status: 'intended', fresh: true, cause: 'c1', githubId: null },
      { action: comment('x'), fresh: true },
    ]);
    const again = await effects.intend(repo, 1, 'c1', [bug, comment('y'), docs], by);
    expect(again.map(({ id, fresh }) => [id, fresh])).toEqual(
      expect.arrayContaining([
        [first[0]?.id, false],
        [first[1]?.id, false],
      ]),
    );
    // The comment keeps the words that may have been posted already.
    expect(again.map(({ action }) => action)).toEqual(expect.arrayContaining([bug, comment('x'), docs]));
    expect(again).toHaveLength(3);
    expect(await effects.intend(repo, 1, 'c2', [bug], by)).toMatchObject([{ fresh: true }]);
    expect(await effects.intend(repo, 2, 'c1', [], by)).toEqual([]);
  });

  it('intends once when several do it at the same moment', async () => {
    const repo = makeRepository();
    const all = await Promise.all(
      Array.from({ length: 8 }, () => effects.intend(repo, 1, 'c', [bug, docs, comment('x')], by)),
    );
    expect(new Set(all.flat().map(({ id }) => id)).size).toBe(3);
    expect(all.flat().filter(({ fresh }) => fresh)).toHaveLength(3);
  });

  it('completes once, with audit rows and events of the same transaction', async () => {
    const repo = makeRepository();
    const rows = await effects.intend(repo, 1, 'c', [bug, comment('hello')], by);
    const done = rows.map(({ id }, index) => ({ id, githubId: index === 0 ? null : 99 }));
    await effects.complete(repo, 1, done);
    await effects.complete(repo, 1, done);
    expect(await effects.intend(repo, 1, 'c', [bug, comment('hello')], by)).toMatchObject([
      { status: 'done', githubId: null },
      { status: 'done', githubId: 99 },
    ]);
    const [logged, told] = await database.withTenant(repo.installationId, async (tx) => [
      await tx.select().from(audit).orderBy(audit.seq),
      await tx.select().from(events).orderBy(events.id),
    ]);
    expect(logged).toMatchObject([
      { seq: 1, kind: 'label.add', effectId: rows[0]?.id, deliveryId: 'd-1', actor: by.actor },
      { seq: 2, kind: 'comment.upsert', effectId: rows[1]?.id },
    ]);
    expect(told).toMatchObject([
      { kind: 'written', detail: { kind: 'label.add', label: 'bug', why: 'says crash' } },
      { kind: 'written', detail: { kind: 'comment.upsert', githubId: 99 } },
    ]);
    expect(await createAuditLog(database).verify(repo)).toEqual({ rows: 2, brokenAt: null });
  });

  it('keeps why GitHub refused, and does not complete it after', async () => {
    const repo = makeRepository();
    const [row] = await effects.intend(repo, 1, 'c', [bug], by);
    await effects.refuse(repo, 1, row?.id ?? '', {
      code: 'refused_by_github',
      reason: 'the issue\u0000 is locked',
    });
    await effects.complete(repo, 1, [{ id: row?.id ?? '', githubId: null }]);
    expect(await effects.intend(repo, 1, 'c', [bug], by)).toMatchObject([{ status: 'refused' }]);
    const told = await database.withTenant(repo.installationId, (tx) => tx.select().from(events));
    expect(told).toMatchObject([
      {
        kind: 'refused',
        detail: { reason: { code: 'refused_by_github', reason: 'the issue is locked' }, label: 'bug' },
      },
    ]);
  });

  it('still tells why an earlier version was refused, which kept a sentence', async () => {
    const repo = makeRepository();
    const [row] = await effects.intend(repo, 1, 'c', [bug], by);
    await database.withTenant(repo.installationId, (tx) =>
      tx.execute(
        sql`update effects set status = 'refused', reason = to_jsonb('people made the label'::text) where id = ${row?.id}`,
      ),
    );
    const [kept] = await effects.intend(repo, 1, 'c', [], by);
    expect(kept?.reason).toBe('people made the label');
    expect(explainProblem(kept?.reason)).toBe('people made the label');
  });

  it('knows the living comment as it was last written, and that a person deleted it', async () => {
    const repo = makeRepository();
    expect(await effects.livingComment(repo, 1)).toBeNull();
    for (const [cause, body] of [
      ['c1', 'first'],
      ['c2', 'second'],
    ] as const) {
      const [row] = await effects.intend(repo, 1, cause, [comment(body)], by);
      await effects.complete(repo, 1, [{ id: row?.id ?? '', githubId: 42 }]);
    }
    await effects.intend(repo, 1, 'c3', [comment('only intended')], by);
    expect(await effects.livingComment(repo, 1)).toEqual({
      id: 42,
      deleted: false,
      body: 'second',
      parts: null,
    });
    await effects.markCommentDeleted(repo, 1);
    expect(await effects.livingComment(repo, 1)).toMatchObject({ id: 42, deleted: true });
    expect(await effects.livingComment(repo, 2)).toBeNull();
  });

  it('owns the labels it wrote that no person has touched since', async () => {
    const repo = makeRepository();
    const timeline = createTimelineStore(database);
    const write = async (cause: string, actions: Action[]) => {
      const rows = await effects.intend(repo, 1, cause, actions, by);
      await effects.complete(
        repo,
        1,
        rows.map(({ id }) => ({ id, githubId: null })),
      );
    };
    await timeline.append(repo, 1, [
      { kind: 'unlabeled', actor: person, deliveryId: 'p0', detail: { label: 'bug' } },
    ]);
    await write('c1', [bug, docs]);
    expect((await effects.ownLabels(repo, 1)).sort()).toEqual(['Docs', 'bug']);
    await timeline.append(repo, 1, [
      { kind: 'labeled', actor: bot, deliveryId: 'b1', detail: { label: 'bug' } },
    ]);
    expect(await effects.ownLabels(repo, 1)).toHaveLength(2);
    await timeline.append(repo, 1, [
      { kind: 'unlabeled', actor: person, deliveryId: 'p1', detail: { label: 'docs' } },
    ]);
    expect(await effects.ownLabels(repo, 1)).toEqual(['bug']);
    await write('c2', [{ kind: 'label.remove', label: 'bug', labelId: 1, why: 'better one' }]);
    expect(await effects.ownLabels(repo, 1)).toEqual([]);
  });
});
