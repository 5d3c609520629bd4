import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../src/store/core/database.ts';
import { readRows } from '../../src/store/core/read-rows.ts';
import { createIssueStore } from '../../src/store/issues/issues.ts';
import { createDecisionStore } from '../../src/store/record/decisions.ts';
import { issues } from '../../src/store/schema/repository-schema.ts';
import { databases } from '../support/databases.ts';
import { makeIssue, makeRepository } from './make-repository.ts';

describe.each(databases)('tenancy, $name', ({ open }) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());

  it('holds every tenant table by forced row-level security, and grants the App nothing else', async () => {
    const tables = await database.system((tx) =>
      readRows<{
        name: string;
        forced: boolean;
        policies: number;
        tenant: boolean;
        partition: boolean;
        granted: boolean;
      }>(
        tx,
        sql`
        select c.relname as name, c.relrowsecurity and c.relforcerowsecurity as forced,
          (select count(*)::int from pg_policies p where p.tablename = c.relname) as policies,
          c.relname <> 'deliveries' and exists (select from information_schema.columns k
            where k.table_schema = 'public' and k.table_name = c.relname and k.column_name = 'installation_id') as tenant,
          c.relispartition as partition,
          has_table_privilege('dispatch_app', c.oid, 'select,insert,update,delete') as granted
        from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')`,
      ),
    );
    expect(tables.length).toBeGreaterThan(20);
    for (const { name, forced, policies, tenant, partition, granted } of tables) {
      // A partition is reached through its parent alone: nothing is granted on it.
      const held = tenant && !partition;
      expect({ name, forced, policies, granted }).toEqual({
        name,
        forced: held,
        policies: held ? 1 : 0,
        granted: held,
      });
    }
  });

  it('shows nothing and takes nothing where no tenant was entered', async () => {
    const repo = makeRepository();
    await createIssueStore(database).saveIssue(repo, makeIssue(repo, 1));
    const seen = await database.system(async (tx) => {
      await tx.execute(sql`set local role dispatch_app`);
      return tx.select().from(issues);
    });
    expect(seen).toEqual([]);
    const written = database.system(async (tx) => {
      await tx.execute(sql`set local role dispatch_app`);
      await tx.execute(sql`insert into labels select ${repo.installationId}, 1, 1, '', '', '', '', '', ''`);
    });
    await expect(written).rejects.toMatchObject({ code: '42501' });
  });

  it('cannot leave its tenant from inside, nor reach the system', async () => {
    const inside = (statement: string) => database.withTenant(1, (tx) => tx.execute(sql.raw(statement)));
    await expect(inside('select dispatch_enter(2)')).rejects.toMatchObject({ code: '42501' });
    for (const table of ['deliveries', 'sessions', 'sign_ins', 'forgotten_installations', 'embeddings_p0'])
      await expect(inside(`select 1 from ${table}`)).rejects.toMatchObject({ code: '42501' });
  });

  it('never shows or changes a row of another tenant, whatever tenants do', async () => {
    const store = createIssueStore(database);
    const decisions = createDecisionStore(database);
    const tenants = Array.from({ length: 5 }, () => makeRepository());
    for (const repo of tenants)
      for (let number = 1; number <= 3; number += 1) {
        await store.saveIssue(repo, makeIssue(repo, number, { title: `canary ${repo.installationId}` }));
        await decisions.record(repo, {
          ...{ number, inputHash: 'h', deliveryId: null, opinions: [], tookMs: 1 },
          decision: { values: [], similar: [], missing: [], fallback: `canary ${repo.installationId}` },
        });
      }
    const at = (index: number) => tenants[index] as (typeof tenants)[number];
    await fc.assert(
      fc.asyncProperty(
        fc.nat(4),
        fc.nat(4),
        fc.constantFrom('issues', 'decisions', 'events'),
        async (mine, theirs, table) => {
          const rows = await database.withTenant(at(mine).installationId, async (tx) => {
            const repositoryId = at(theirs).repositoryId;
            await tx.execute(
              sql`update ${sql.identifier(table)} set number = number where repository_id = ${repositoryId}`,
            );
            await tx.execute(
              sql`delete from ${sql.identifier(table)} where repository_id = ${repositoryId} and installation_id <> ${at(mine).installationId}`,
            );
            return readRows<{ text: string }>(
              tx,
              sql`select t::text as text from ${sql.identifier(table)} t`,
            );
          });
          expect(rows).toHaveLength(3);
          for (const { text } of rows)
            for (const other of tenants.filter((each) => each !== at(mine)))
              expect(text).not.toContain(`(${other.installationId},`);
        },
      ),
      { numRuns: 40 },
    );
  });
});
