import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../../src/store/core/database.ts';
import { inUnitOfWork } from '../../../src/store/core/unit-of-work.ts';
import { createAuditLog } from '../../../src/store/record/audit.ts';
import { createPauseCheck, createPauseStore } from '../../../src/store/repositories/pauses.ts';
import { createRepositoryStore } from '../../../src/store/repositories/repositories.ts';
import { audit } from '../../../src/store/schema/record-schema.ts';
import { databases } from '../../support/databases.ts';
import { makeRepository } from '../make-repository.ts';

const mona = { login: 'mona', id: 7, kind: 'person' as const };

describe.each(databases)('pauses, $name', ({ open }) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());

  const neighbors = async () => {
    const one = makeRepository();
    const two = makeRepository({ installationId: one.installationId });
    const other = makeRepository();
    const repositories = createRepositoryStore(database, async () => {});
    for (const repo of [one, two, other]) {
      const { installationId: id } = repo;
      await repositories.saveInstallation({ id, account: 'tide', accountId: 1, kind: 'organization' });
      await repositories.saveRepository(repo);
    }
    return { one, two, other };
  };

  it.each([
    ['repository', [true, false, false]],
    ['installation', [true, true, false]],
    ['app', [true, true, true]],
  ] as const)('of the %s keep still what they name, and no more', async (kind, expected) => {
    const { one, two, other } = await neighbors();
    const pauses = createPauseStore(database);
    const scope = kind === 'app' ? { kind } : { kind, ...one };
    const isPaused = createPauseCheck(database);
    const all = () => Promise.all([one, two, other].map(isPaused));
    expect(await all()).toEqual([false, false, false]);
    expect(await pauses.set(scope, true, mona)).toBe(true);
    expect(await pauses.set(scope, true, mona)).toBe(false);
    expect(await all()).toEqual(expected);
    expect(await pauses.read(one)).toMatchObject({ suspended: false, [kind]: true });
    expect(await pauses.set(scope, false, mona)).toBe(true);
    expect(await all()).toEqual([false, false, false]);
    const rows = async (repo: typeof one) => (await createAuditLog(database).verify(repo)).rows;
    expect([await rows(one), await rows(two)]).toEqual([
      kind === 'app' ? 0 : 2,
      kind === 'installation' ? 2 : 0,
    ]);
  });

  it('of the whole App are kept with who and when, and hold in every unit of work at once', async () => {
    const { one } = await neighbors();
    const pauses = createPauseStore(database);
    const isPaused = () => inUnitOfWork(database, one.installationId, (unit) => createPauseCheck(unit)(one));
    expect(await isPaused()).toBe(false);
    await pauses.set({ kind: 'app' }, true, mona);
    expect(await pauses.readApp()).toMatchObject({ paused: true, by: 'mona' });
    expect(await isPaused()).toBe(true);
    await pauses.set({ kind: 'app' }, false, mona);
    expect(await isPaused()).toBe(false);
  });

  it("of the whole App stand in a repository's log once each, and do not count as its own", async () => {
    const { one } = await neighbors();
    const pauses = createPauseStore(database);
    const switched = (paused: boolean, at: string) => pauses.noteApp(one, { paused, by: mona, at });
    const before = await pauses.lastPaused(one);
    for (const _ of ['first', 'again']) await switched(true, '2026-11-02T10:00:00.000Z');
    await switched(false, '2026-11-02T11:00:00.000Z');
    const rows = await database.withTenant(one.installationId, (tx) =>
      tx.select().from(audit).where(eq(audit.installationId, one.installationId)).orderBy(audit.seq),
    );
    expect(rows.map(({ kind, actor, detail }) => [kind, actor, detail])).toEqual([
      ['pause', mona, { scope: 'app', at: '2026-11-02T10:00:00.000Z' }],
      ['resume', mona, { scope: 'app', at: '2026-11-02T11:00:00.000Z' }],
    ]);
    expect(await pauses.lastPaused(one)).toEqual(before);
  });
});
