import { and, eq, sql } from 'drizzle-orm';
import type { Database } from './database.ts';
import {
  audit,
  decisions,
  deliveries,
  effects,
  embeddings,
  events,
  forgottenInstallations,
  forgottenIssues,
  installations,
  issues,
  labels,
  repositories,
} from './schema.ts';
import { duplicateLinks, searchCollections, searchPostings, searchTexts } from './search-schema.ts';
import type { Tx } from './transaction.ts';

/** Takes the jobs of these deliveries out of the queue, within the transaction. */
export type ForgetJobs = (tx: Tx, deliveryIds: string[]) => Promise<void>;

/** Every table that holds rows of a repository. test/store/forget.test.ts finds one that is missing here. */
const ofRepositories = [
  audit,
  decisions,
  duplicateLinks,
  effects,
  embeddings,
  events,
  forgottenIssues,
  issues,
  labels,
  repositories,
  searchCollections,
  searchPostings,
  searchTexts,
] as const;

/**
 * Deletes everything of an installation, for good: its number alone is kept, so that a delivery that comes late cannot
 * bring anything back. Waits for transactions of the tenant that are under way.
 */
export function forgetInstallation(
  database: Database,
  installationId: number,
  forgetJobs: ForgetJobs,
): Promise<void> {
  return database.system(async (tx) => {
    await beginForgetting(tx, installationId);
    await tx.insert(forgottenInstallations).values({ id: installationId }).onConflictDoNothing();
    for (const table of ofRepositories)
      await tx.delete(table).where(eq(table.installationId, installationId));
    await tx.delete(installations).where(eq(installations.installationId, installationId));
    const gone = await tx
      .delete(deliveries)
      .where(eq(deliveries.installationId, installationId))
      .returning({ id: deliveries.id });
    await forgetJobs(
      tx,
      gone.map(({ id }) => id),
    );
  });
}

/** Deletes everything of one repository. It may come back: the App can be given it again. */
export function forgetRepository(
  database: Database,
  { installationId, repositoryId }: { installationId: number; repositoryId: number },
  forgetJobs: ForgetJobs,
): Promise<void> {
  return database.system(async (tx) => {
    await beginForgetting(tx, installationId);
    for (const table of ofRepositories) {
      await tx
        .delete(table)
        .where(and(eq(table.installationId, installationId), eq(table.repositoryId, repositoryId)));
    }
    const gone = await tx
      .delete(deliveries)
      .where(and(eq(deliveries.installationId, installationId), eq(deliveries.repositoryId, repositoryId)))
      .returning({ id: deliveries.id });
    await forgetJobs(
      tx,
      gone.map(({ id }) => id),
    );
  });
}

/**
 * Waits until no transaction of the tenant is open and lets none begin (dispatch_enter takes the same lock, shared), and
 * says to row-level security and to the audit log's trigger whose rows go, and that they may. A big tenant takes longer
 * to delete than the statements of the system's tables otherwise may.
 */
async function beginForgetting(tx: Tx, installationId: number): Promise<void> {
  await tx.execute(sql`select set_config('statement_timeout', '10min', true)`);
  await tx.execute(
    sql`select pg_advisory_xact_lock(hashtextextended('dispatch.installation', ${installationId}))`,
  );
  await tx.execute(
    sql`select set_config('dispatch.installation_id', ${String(installationId)}, true), set_config('dispatch.forgetting', 'on', true)`,
  );
}
