import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../../src/store/core/database.ts';
import { type AuditEntry, appendAudit, createAuditLog } from '../../../src/store/record/audit.ts';
import { databases } from '../../support/databases.ts';
import { makeRepository } from '../make-repository.ts';

const entry = (given: Partial<AuditEntry> = {}): AuditEntry => ({
  number: 1,
  kind: 'label.add',
  actor: { login: 'dispatch', kind: 'bot', id: null },
  deliveryId: null,
  effectId: null,
  detail: { label: 'bug', nested: { z: [1, 2.5, null], a: 'é\u0000 "quoted"', big: 1e21 } },
  ...given,
});

describe.each(databases)('audit log, $name', ({ open }) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());

  const log = async (repo: ReturnType<typeof makeRepository>, entries: AuditEntry[]) =>
    database.withTenant(repo.installationId, (tx) => appendAudit(tx, repo, entries));

  it('is one unbroken chain, however many write at once', async () => {
    const repo = makeRepository();
    await Promise.all(
      Array.from({ length: 10 }, (_, number) => log(repo, [entry({ number }), entry({ number })])),
    );
    expect(await createAuditLog(database).verify(repo)).toEqual({ rows: 20, brokenAt: null });
    expect(await createAuditLog(database).verify(makeRepository())).toEqual({ rows: 0, brokenAt: null });
  });

  it('refuses to be changed, by the App and by the owner', async () => {
    const repo = makeRepository();
    await log(repo, [entry()]);
    for (const statement of [
      'update audit set kind = kind',
      'delete from audit',
      'update audit_heads set seq = 1',
      'delete from audit_heads',
    ])
      await expect(
        database.withTenant(repo.installationId, (tx) => tx.execute(sql.raw(statement))),
      ).rejects.toMatchObject({ code: '42501' });
    for (const statement of ['update audit set kind = kind', 'delete from audit', 'truncate audit'])
      await expect(database.system((tx) => tx.execute(sql.raw(statement)))).rejects.toMatchObject({
        code: 'DA002',
      });
  });

  it.each([
    ['a changed word', "update audit set detail = jsonb_set(detail, '{label}', '\"docs\"') where seq = 3", 3],
    ['another actor', "update audit set actor = '{}' where seq = 2", 2],
    ['a row taken out', 'delete from audit where seq = 2', 3],
    ['the first row taken out', 'delete from audit where seq = 1', 2],
    ['the last row taken out', 'delete from audit where seq = 4', 4],
    ['the whole log taken out', 'delete from audit where true', 1],
    ['a changed time', "update audit set created_at = created_at + interval '1 ms' where seq = 4", 4],
  ])('shows %s', async (_what, tampering, brokenAt) => {
    const repo = makeRepository();
    await log(repo, [entry(), entry(), entry(), entry()]);
    // An administrator with every right, who turns the trigger off.
    await database.system(async (tx) => {
      await tx.execute(sql`set local session_replication_role = replica`);
      await tx.execute(
        sql`select set_config('dispatch.installation_id', ${String(repo.installationId)}, true)`,
      );
      await tx.execute(sql.raw(`${tampering} and installation_id = ${repo.installationId}`));
    });
    expect(await createAuditLog(database).verify(repo)).toMatchObject({ brokenAt });
  });
});
