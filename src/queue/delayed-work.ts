import { createHash } from 'node:crypto';
import { and, eq, sql } from 'drizzle-orm';
import type { Database } from '../store/core/database.ts';
import { storableJson } from '../store/core/values/storable.ts';
import { deliveries } from '../store/schema/delivery-schema.ts';
import type { Queue } from './queue.ts';

/** The event name of delayed work among the deliveries. GitHub has no such event, and intake rejects it. */
export const laterEvent = 'dispatch_later';

/** Delayed work (`LaterWork` in triage): its repository and issue, its content, and its cause. */
export interface KeepableWork {
  kind: string;
  installationId: number;
  repositoryId: number;
  number: number;
  cause: string;
}

/**
 * Implements the port `Later`. Delayed work runs in sequence with the deliveries, with the same
 * retries and dead letters.
 */
export interface DelayedWork {
  add(work: KeepableWork, afterSeconds: number, options?: { gather?: boolean }): Promise<void>;
}

export function createDelayedWork(database: Database, queue: Pick<Queue, 'enqueue'>): DelayedWork {
  return {
    async add(work, afterSeconds, { gather = false } = {}) {
      const row = toRow(work);
      await database.system(async (tx) => {
        if (gather) {
          // Work on one issue runs sequentially, so anything still queued hasn't read the issue yet.
          const [waiting] = await tx
            .select({ id: deliveries.id })
            .from(deliveries)
            .where(
              and(
                eq(deliveries.installationId, work.installationId),
                eq(deliveries.repositoryId, work.repositoryId),
                eq(deliveries.number, work.number),
                eq(deliveries.status, 'queued'),
                eq(deliveries.event, laterEvent),
                eq(deliveries.action, work.kind),
                sql`${deliveries.id} <> ${row.id}`,
              ),
            )
            .limit(1);
          if (waiting) return;
        }
        const kept = await tx
          .insert(deliveries)
          .values(row)
          .onConflictDoNothing()
          .returning({ id: deliveries.id });
        if (kept.length > 0) await queue.enqueue(tx, [row.id], afterSeconds);
      });
    },
  };
}

function toRow(work: KeepableWork) {
  const body = Buffer.from(JSON.stringify(storableJson(work)));
  const bodySha256 = createHash('sha256').update(body).digest();
  const { installationId, repositoryId, number, kind } = work;
  return {
    ...{ installationId, repositoryId, number, body, bodySha256 },
    id: `later-${bodySha256.toString('hex').slice(0, 32)}`,
    event: laterEvent,
    action: kind,
    status: 'queued' as const,
  };
}
