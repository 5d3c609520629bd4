import { and, eq, sql } from 'drizzle-orm';
import type { Database } from '../core/database.ts';
import { readRows } from '../core/read-rows.ts';
import type { Tx } from '../core/transaction.ts';
import { deliveries, forgottenInstallations } from '../schema/delivery-schema.ts';
import { repositories } from '../schema/repository-schema.ts';

/** Takes the jobs of these deliveries, and the chores of a forgotten place, out of the queue, within the transaction. */
export type ForgetJobs = (
  tx: Tx,
  deliveryIds: string[],
  forgotten?: { installationId: number; repositoryId?: number },
) => Promise<void>;

/**
 * Deletes everything of an installation, for good: its number alone is kept, so that a delivery that comes late cannot
 * bring anything back. Waits for transactions of the tenant that are under way.
 */
export function forgetInstallation(
  database: Database,
  installationId: number,
  forgetJobs: ForgetJobs,
): Promise<void> {
  const forget = async (tx: Tx) => {
    await beginForgetting(tx, installationId);
    await tx.insert(forgottenInstallations).values({ id: installationId }).onConflictDoNothing();
    const tables = await readTenantTables(tx);
    const known = await tx
      .select({ id: repositories.repositoryId })
      .from(repositories)
      .where(eq(repositories.installationId, installationId));
    // One repository after the other: a connection that is silent for long is taken for dead.
    for (const { id } of known) await deleteRepository(tx, tables, installationId, id);
    for (const { name } of tables)
      await tx.execute(sql`delete from ${sql.identifier(name)} where installation_id = ${installationId}`);
    const gone = await forgetDeliveries(tx, eq(deliveries.installationId, installationId));
    await forgetJobs(tx, gone, { installationId });
  };
  return database.system(forget, { long: true });
}

/** Deletes everything of one repository. It may come back: the App can be given it again. */
export function forgetRepository(
  database: Database,
  { installationId, repositoryId }: { installationId: number; repositoryId: number },
  forgetJobs: ForgetJobs,
): Promise<void> {
  const forget = async (tx: Tx) => {
    await beginForgetting(tx, installationId);
    await deleteRepository(tx, await readTenantTables(tx), installationId, repositoryId);
    const ofRepository = and(
      eq(deliveries.installationId, installationId),
      eq(deliveries.repositoryId, repositoryId),
    );
    await forgetJobs(tx, await forgetDeliveries(tx, ofRepository), { installationId, repositoryId });
  };
  return database.system(forget, { long: true });
}

interface TenantTable {
  name: string;
  ofRepositories: boolean;
}

async function deleteRepository(
  tx: Tx,
  tables: TenantTable[],
  installationId: number,
  repositoryId: number,
): Promise<void> {
  for (const { name } of tables.filter(({ ofRepositories }) => ofRepositories))
    await tx.execute(
      sql`delete from ${sql.identifier(name)}
          where installation_id = ${installationId} and repository_id = ${repositoryId}`,
    );
}

/** The tables that row-level security holds, as the database itself lists them: a new one cannot be left out. */
function readTenantTables(tx: Tx): Promise<TenantTable[]> {
  return readRows(
    tx,
    sql`
    select p.tablename::text as name, exists (
      select from information_schema.columns c
      where c.table_schema = 'public' and c.table_name = p.tablename and c.column_name = 'repository_id'
    ) as "ofRepositories"
    from pg_policies p where p.schemaname = 'public' and p.policyname = 'tenant' order by 1`,
  );
}

/** Returns the ids of those that are gone. */
async function forgetDeliveries(
  tx: Tx,
  which: Parameters<ReturnType<Tx['delete']>['where']>[0],
): Promise<string[]> {
  const gone = await tx.delete(deliveries).where(which).returning({ id: deliveries.id });
  return gone.map(({ id }) => id);
}

/**
 * Waits until no transaction of the tenant is open and lets none begin (dispatch_enter takes the same lock, shared), and
 * says to row-level security and to the audit log's trigger whose rows go, and that they may.
 */
async function beginForgetting(tx: Tx, installationId: number): Promise<void> {
  await tx.execute(sql`select set_config('statement_timeout', '50s', true)`);
  await tx.execute(
    sql`select pg_advisory_xact_lock(hashtextextended('dispatch.installation', ${installationId}))`,
  );
  await tx.execute(
    sql`select set_config('dispatch.installation_id', ${String(installationId)}, true), set_config('dispatch.forgetting', 'on', true)`,
  );
}
