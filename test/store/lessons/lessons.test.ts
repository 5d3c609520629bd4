import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LessonSubject, NewLesson } from '../../../src/domain/issue/lesson.ts';
import type { Database } from '../../../src/store/core/database.ts';
import { createLessonStore } from '../../../src/store/lessons/lessons.ts';
import { createAuditLog } from '../../../src/store/record/audit.ts';
import { audit, events } from '../../../src/store/schema/record-schema.ts';
import { databases } from '../../support/databases.ts';
import { makeRepository } from '../make-repository.ts';

const mona = { login: 'mona', id: 1, kind: 'person' } as const;
const ravi = { login: 'ravi', id: 2, kind: 'person' } as const;

const ofLabel = (label: string): LessonSubject => ({
  kind: 'label',
  label,
  labelId: 7,
  dimension: 'category',
  value: label.toLowerCase(),
});
const lesson = (given: Partial<NewLesson> = {}): NewLesson => ({
  number: 1,
  subject: ofLabel('Bug'),
  verdict: 'missed',
  source: 'label',
  by: mona,
  cause: 'd-1',
  deliveryId: 'd-1',
  at: '2026-11-01T08:00:00.000Z',
  said: { confidence: 0.4, threshold: 0.8, autonomy: 'suggest', models: ['local v1'] },
  ...given,
});

describe.each(databases)('lessons, $name', ({ open }) => {
  let database: Database;
  let lessons: ReturnType<typeof createLessonStore>;
  beforeAll(async () => {
    database = await open();
    lessons = createLessonStore(database);
  });
  afterAll(() => database.close());

  const told = (repo: ReturnType<typeof makeRepository>) =>
    database.withTenant(repo.installationId, async (tx) => ({
      audit: await tx.select().from(audit).orderBy(audit.seq),
      events: await tx.select().from(events).orderBy(events.id),
    }));

  it('keeps what was taught, with who, where, when, and what we had said', async () => {
    const repo = makeRepository();
    const [kept] = await lessons.teach(repo, [lesson()]);
    expect(kept).toEqual({ ...lesson(), id: expect.any(String), revoked: null });
    expect(await lessons.list(repo, {}, 10)).toEqual([kept]);
    const log = await told(repo);
    expect(log.audit).toMatchObject([
      { kind: 'lesson.taught', actor: mona, deliveryId: 'd-1', detail: { label: 'Bug', verdict: 'missed' } },
    ]);
    expect(log.events).toMatchObject([
      { kind: 'corrected', actor: mona, number: 1, detail: { label: 'Bug' } },
    ]);
  });

  it('keeps the same cause and subject once, whatever the case of the label', async () => {
    const repo = makeRepository();
    await lessons.teach(repo, [lesson()]);
    const again = await lessons.teach(repo, [lesson(), lesson({ subject: ofLabel('bug') })]);
    expect(again).toEqual([]);
    const more = await lessons.teach(repo, [lesson({ subject: ofLabel('Docs') }), lesson({ cause: 'd-2' })]);
    expect(more).toHaveLength(2);
    expect((await told(repo)).events).toHaveLength(3);
    expect(await createAuditLog(database).verify(repo)).toEqual({ rows: 3, brokenAt: null });
  });

  it('keeps text that the database could not, made storable', async () => {
    const repo = makeRepository();
    const [kept] = await lessons.teach(repo, [lesson({ subject: ofLabel('a\u0000b\ud800') })]);
    expect(kept?.subject).toMatchObject({ label: 'ab\ufffd' });
  });

  it('lists newest first, by issue, label, person, and page by page', async () => {
    const repo = makeRepository();
    const at = (day: number) => `2026-11-0${day}T08:00:00.000Z`;
    await lessons.teach(repo, [
      lesson({ cause: 'a', at: at(1) }),
      lesson({ cause: 'b', at: at(3), number: 2 }),
      lesson({ cause: 'c', at: at(2), by: ravi }),
      lesson({ cause: 'd', at: at(2), subject: { kind: 'not-planned' }, number: 3 }),
      lesson({ cause: 'e', at: at(2), subject: { kind: 'duplicate', of: null }, number: 3 }),
    ]);
    const causes = async (filter: Parameters<typeof lessons.list>[1], limit = 10) =>
      (await lessons.list(repo, filter, limit)).map(({ cause }) => cause);
    expect(await causes({ number: 1 })).toEqual(['c', 'a']);
    expect(await causes({ label: 'BUG' })).toEqual(['b', 'c', 'a']);
    expect(await causes({ by: 2 })).toEqual(['c']);
    const paged: string[] = [];
    let before: string | undefined;
    for (;;) {
      const [next] = await lessons.list(repo, before === undefined ? {} : { before }, 1);
      if (!next) break;
      paged.push(next.cause);
      before = next.id;
    }
    expect(paged).toEqual(await causes({}));
    expect(paged).toHaveLength(5);
  });

  it('revokes one, or all of a person, once; and a lesson that came again stays revoked', async () => {
    const repo = makeRepository();
    const [first, second, third] = await lessons.teach(repo, [
      lesson({ cause: 'a' }),
      lesson({ cause: 'b' }),
      lesson({ cause: 'c', by: ravi }),
    ]);
    const one = await lessons.revoke(repo, { ids: [first?.id ?? ''] }, ravi);
    expect(one).toMatchObject([{ id: first?.id, revoked: { by: ravi } }]);
    expect(await lessons.revoke(repo, { ids: [first?.id ?? ''] }, ravi)).toEqual([]);
    const monas = await lessons.revoke(repo, { person: mona.id }, ravi);
    expect(monas.map(({ id }) => id)).toEqual([second?.id]);
    expect((await lessons.list(repo, {}, 10)).map(({ id }) => id)).toEqual([third?.id]);
    expect(await lessons.list(repo, { revoked: true }, 10)).toHaveLength(3);
    expect(await lessons.teach(repo, [lesson({ cause: 'a' })])).toEqual([]);
    const { audit: log } = await told(repo);
    expect(log.slice(-2)).toMatchObject([
      { kind: 'lesson.revoked', actor: ravi, detail: { lesson: first?.id } },
      { kind: 'lesson.revoked', actor: ravi, detail: { lesson: second?.id } },
    ]);
  });

  it('belongs to its repository alone', async () => {
    const repo = makeRepository();
    const [kept] = await lessons.teach(repo, [lesson()]);
    const other = makeRepository();
    expect(await lessons.list(other, {}, 10)).toEqual([]);
    expect(await lessons.revoke(other, { ids: [kept?.id ?? ''] }, ravi)).toEqual([]);
    const sibling = makeRepository({ installationId: repo.installationId });
    expect(await lessons.revoke(sibling, { person: mona.id }, ravi)).toEqual([]);
    expect(await lessons.list(repo, {}, 10)).toHaveLength(1);
  });
});
