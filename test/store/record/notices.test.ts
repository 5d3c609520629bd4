import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../../src/store/core/database.ts';
import { createAuditLog } from '../../../src/store/record/audit.ts';
import { createLiveEvents } from '../../../src/store/record/live-events.ts';
import { createNoticeStore } from '../../../src/store/record/notices.ts';
import type { NewNotice } from '../../../src/triage/ports/notices.ts';
import { databases } from '../../support/databases.ts';
import { makeRepository } from '../make-repository.ts';

const drift: NewNotice = {
  kind: 'drift',
  subject: 'bug',
  number: null,
  private: false,
  reason: 'The label bug stepped down.',
  detail: { right: 3, wrong: 9 },
};
const secret: NewNotice = {
  ...drift,
  kind: 'secret',
  subject: '#7',
  number: 7,
  private: true,
  reason: 'Nul \u0000.',
};
const mona = { login: 'mona', id: 7, kind: 'person' as const };

describe.each(databases)('notices, $name', ({ open }) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());

  it('stand once while open, and may come again once settled', async () => {
    const repo = makeRepository();
    const notices = createNoticeStore(database);
    const opened = await Promise.all([1, 2, 3].map(() => notices.open(repo, drift)));
    expect(opened.filter(Boolean)).toHaveLength(1);
    expect(await notices.settle(repo, { kind: 'drift', subject: 'bug' }, null)).toBe(1);
    expect(await notices.open(repo, { ...drift, reason: 'Again.' })).toBe(true);
    const [first] = await notices.list(repo, { private: false }, 10);
    expect(first).toMatchObject({ reason: 'Again.', settled: null });
    expect(await notices.settle(repo, { ids: [first?.id ?? ''] }, mona)).toBe(1);
    expect(await notices.settle(repo, { ids: [first?.id ?? ''] }, mona)).toBe(0);
    const all = await notices.list(repo, { private: false, settled: true }, 10);
    expect(all.map(({ settled }) => settled?.by)).toEqual([mona, null]);
    expect(await createAuditLog(database).verify(repo)).toEqual({ rows: 4, brokenAt: null });
  });

  it('are found by their ids, however many newer ones there are', async () => {
    const repo = makeRepository();
    const notices = createNoticeStore(database);
    await notices.open(repo, drift);
    const [first] = await notices.list(repo, { private: false }, 1);
    for (let i = 0; i < 25; i++) await notices.open(repo, { ...drift, subject: `label ${i}` });
    const ids = [first?.id ?? ''];
    expect((await notices.list(repo, { ids, private: false }, 1)).map(({ subject }) => subject)).toEqual([
      'bug',
    ]);
    expect(await notices.list(makeRepository(), { ids, private: true }, 1)).toEqual([]);
  });

  it('let open pages draw their issue again, when one opens and when it is settled', async () => {
    const repo = makeRepository();
    const notices = createNoticeStore(database);
    const heard: number[] = [];
    const live = await createLiveEvents(database, () => undefined);
    live.subscribe(
      { ...repo, role: 'write' } as never,
      ({ numbers }) => heard.push(...numbers),
      () => undefined,
    );
    await notices.open(repo, drift);
    await notices.open(repo, secret);
    await expect.poll(() => heard).toEqual([7]);
    await notices.settle(repo, { kind: 'secret', subject: '#7' }, mona);
    await expect.poll(() => heard).toEqual([7, 7]);
    await live.close();
  });

  it('are private where they say so, of one repository, and found by issue and kind', async () => {
    const repo = makeRepository();
    const notices = createNoticeStore(database);
    await notices.open(repo, drift);
    await notices.open(repo, secret);
    const kinds = async (filter: Parameters<typeof notices.list>[1], of = repo) =>
      (await notices.list(of, filter, 10)).map(({ kind }) => kind).sort();
    expect(await kinds({ private: false })).toEqual(['drift']);
    expect(await kinds({ private: true })).toEqual(['drift', 'secret']);
    expect(await kinds({ private: true, number: 7 })).toEqual(['secret']);
    expect(await kinds({ private: true, kinds: ['drift'] })).toEqual(['drift']);
    expect(await kinds({ private: true }, makeRepository({ installationId: repo.installationId }))).toEqual(
      [],
    );
  });
});
