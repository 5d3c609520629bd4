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

/** The channel on which workers hear that there is work. */
export const jobsChannel = 'dispatch_jobs';

/**
 * Adds a job for each delivery, in the transaction that keeps the delivery; workers hear of it at the commit, and take it up
 * after `afterSeconds` at the earliest.
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

/** Jobs of one key never run at the same time: an issue, else its repository, else its installation. */
export function keyOf({ id, installationId, repositoryId, number }: Queueable): string {
  if (repositoryId !== null) return number === null ? `r${repositoryId}` : `r${repositoryId}/${number}`;
  return installationId === null ? `d${id}` : `i${installationId}`;
}

/**
 * The more of an installation waits already, the later its next job comes: a flood of one does not hold up the others,
 * who are still in the first class. 0 is first; each doubling past 16 waiting is one class later.
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

/** A UUID of version 7 (RFC 9562) whose time part never goes back in this process: ids sort as they were made. */
function timeOrderedId(): string {
  lastTime = Math.max(Date.now() * 4_096, lastTime + 1);
  const [milliseconds, rest] = [Math.floor(lastTime / 4_096), lastTime % 4_096];
  const random = randomBytes(8);
  random[0] = ((random[0] ?? 0) & 0x3f) | 0x80;
  const hex = `${milliseconds.toString(16).padStart(12, '0')}7${rest.toString(16).padStart(3, '0')}${random.toString('hex')}`;
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
