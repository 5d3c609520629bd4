import { randomBytes } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { PgBoss } from 'pg-boss';
import { readRows } from '../store/core/read-rows.ts';
import type { Tx } from '../store/core/transaction.ts';
import { jobQueue } from './boss.ts';
import { inTransaction } from './in-transaction.ts';

export interface Queueable {
  id: string;
  installationId: number | null;
  repositoryId: number | null;
  number: number | null;
}

/** The notification channel that wakes workers. */
export const jobsChannel = 'dispatch_jobs';

/**
 * Adds a job for each delivery in the same transaction that stores it. Workers are notified at commit and
 * start it after `afterSeconds` at the earliest.
 */
export async function enqueue(
  boss: PgBoss,
  tx: Tx,
  deliveries: readonly Queueable[],
  afterSeconds = 0,
): Promise<void> {
  if (deliveries.length === 0) return;
  const waiting = await countWaiting(tx, deliveries);
  const jobs = deliveries.map((delivery) => ({
    id: timeOrderedId(),
    data: { deliveryId: delivery.id },
    group: { id: keyOf(delivery) },
    priority: priorityOf(waiting.get(delivery.installationId ?? -1) ?? 0),
    ...(afterSeconds > 0 ? { startAfter: afterSeconds } : {}),
  }));
  await boss.insert(jobQueue, jobs, { db: inTransaction(tx) });
  await tx.execute(sql`select pg_notify(${jobsChannel}, '')`);
}

/**
 * Returns the concurrency key of a job. Jobs with the same key (an issue, or else its repository or
 * installation) never run concurrently.
 */
export function keyOf({ id, installationId, repositoryId, number }: Queueable): string {
  if (repositoryId !== null) return number === null ? `r${repositoryId}` : `r${repositoryId}/${number}`;
  return installationId === null ? `d${id}` : `i${installationId}`;
}

/**
 * Returns the priority class of an installation's next job, based on how many it already has waiting, so
 * that a flood from one installation doesn't delay the others. Class 0 comes first, and each doubling past
 * 16 adds one.
 */
export function priorityOf(waiting: number): number {
  return -Math.floor(Math.log2(Math.max(1, waiting / 8)));
}

const countedUpTo = 1_024;

async function countWaiting(tx: Tx, deliveries: readonly Queueable[]): Promise<Map<number, number>> {
  const ids = [...new Set(deliveries.flatMap(({ installationId }) => installationId ?? []))];
  if (ids.length === 0) return new Map();
  const rows = await readRows<{ id: string; waiting: number }>(
    tx,
    sql`
    select i.id, (
      select count(*)::int from (
        select from deliveries d where d.installation_id = i.id::bigint and d.status = 'queued' limit ${countedUpTo}
      ) counted
    ) as waiting
    from jsonb_array_elements_text(${JSON.stringify(ids)}::text::jsonb) as i (id)`,
  );
  return new Map(rows.map(({ id, waiting }) => [Number(id), waiting]));
}

let lastTime = 0;

/**
 * Creates a version 7 UUID (RFC 9562) whose time never goes backwards in this process, so that ids sort in
 * order of creation.
 */
function timeOrderedId(): string {
  lastTime = Math.max(Date.now() * 4_096, lastTime + 1);
  const [milliseconds, rest] = [Math.floor(lastTime / 4_096), lastTime % 4_096];
  const random = randomBytes(8);
  random[0] = ((random[0] ?? 0) & 0x3f) | 0x80;
  const hex = `${milliseconds.toString(16).padStart(12, '0')}7${rest.toString(16).padStart(3, '0')}${random.toString('hex')}`;
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
