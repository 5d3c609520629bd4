import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../../src/store/core/database.ts';
import { readRows } from '../../../src/store/core/read-rows.ts';
import { databases } from '../../support/databases.ts';

describe.each(databases)('database, $name', ({ open }) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());

  it('is migrated and answers', async () => {
    await database.ping();
    expect(await database.missingMigrations()).toBe(0);
  });

  it('enters a tenant for one transaction only', async () => {
    const where = sql`select current_user::text as role, dispatch_tenant()::text as tenant`;
    const [inside] = await database.withTenant(5, (tx) => readRows(tx, where));
    const [after] = await database.system((tx) =>
      readRows<{ role: string; tenant: string | null }>(tx, where),
    );
    expect(inside).toEqual({ role: 'dispatch_app', tenant: '5' });
    expect(after?.tenant).toBeNull();
    expect(after?.role).not.toBe('dispatch_app');
  });

  it('rolls back what throws, and goes on', async () => {
    await expect(
      database.system(async (tx) => {
        await tx.execute(sql`insert into forgotten_installations (id) values (77)`);
        throw new TypeError('changed my mind');
      }),
    ).rejects.toThrow('changed my mind');
    const rows = await database.system((tx) =>
      readRows(tx, sql`select id::text from forgotten_installations where id = 77`),
    );
    expect(rows).toEqual([]);
  });

  it('refuses a transaction inside another, which would wait for itself', async () => {
    const nested = database.system(() => database.withTenant(1, async () => undefined));
    await expect(nested).rejects.toThrow('inside another');
    let later: Promise<void> = Promise.resolve();
    await database.system(async () => {
      later = new Promise((resolve) => setTimeout(resolve, 20)).then(() => database.ping());
    });
    await later;
  });

  it('keeps what a statement was given out of its errors', async () => {
    const secret = 'ghp_secretsecretsecret';
    const failed = await database
      .system((tx) => tx.execute(sql`insert into sessions (id, login) values (${secret}, ${secret})`))
      .catch((error: unknown) => error);
    expect(failed).toMatchObject({ name: 'DatabaseError', code: '23502' });
    expect(JSON.stringify([failed, String(failed), (failed as Error).stack])).not.toContain(secret);
  });
});
