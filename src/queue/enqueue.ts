import { sql } from 'drizzle-orm';
import { readRows } from '../store/core/read-rows.ts';
import type { Tx } from '../store/core/transaction.ts';
import { textArray } from '../store/core/values/text-array.ts';

/** The notification channel that wakes workers; `dispatch_enqueue` notifies it. */
export const jobsChannel = 'dispatch_jobs';

/**
 * Adds a job for each of these stored deliveries in the transaction that stores them. Workers are notified at commit and
 * start it after `afterSeconds` at the earliest.
 *
 * Jobs with the same key (an issue, or else its repository or installation) never run concurrently, and an installation
 * that has many waiting comes after the others: see `dispatch_job_key` and `dispatch_job_priority` in the migrations.
 */
export async function enqueue(tx: Tx, deliveryIds: readonly string[], afterSeconds = 0): Promise<void> {
  if (deliveryIds.length === 0) return;
  await tx.execute(sql`select dispatch_enqueue(${textArray(deliveryIds)}, ${afterSeconds}::float8)`);
}

/** Requeues dead deliveries within a transaction, and returns the ids that were dead. */
export async function revive(tx: Tx, deliveryIds: readonly string[]): Promise<string[]> {
  if (deliveryIds.length === 0) return [];
  const rows = await readRows<{ id: string }>(
    tx,
    sql`select unnest(dispatch_revive(${textArray(deliveryIds)})) as id`,
  );
  return rows.map(({ id }) => id);
}
