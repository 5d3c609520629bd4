import { createHash } from 'node:crypto';
import { and, eq, sql } from 'drizzle-orm';
import type { Database } from '../store/core/database.ts';
import { storableJson } from '../store/core/storable.ts';
import { deliveries } from '../store/schema/delivery-schema.ts';
import type { Queue } from './queue.ts';

/** The name under which work for later is kept among the deliveries. GitHub has no such event, and intake takes none. */
export const laterEvent = 'dispatch_later';

/** Work that is put off (`LaterWork` of the triage): where it belongs, what it is, and what asked for it. */
export interface KeepableWork {
  kind: string;
  installationId: number;
  repositoryId: number;
  number: number;
  cause: string;
}

/** Implements the port `Later`: in the issue's own row of work, with the same retries and the same place where failures wait. */
export interface DelayedWork {
  add(work: KeepableWork, afterSeconds: number, options?: { gather?: boolean }): Promise<void>;
}

export function createDelayedWork(database: Database, queue: Pick<Queue, 'enqueue'>): DelayedWork {
  return {
    async add(work, afterSeconds, { gather = false } = {}) {
      const row = toRow(work);
      await database.system(async (tx) => {
        if (gather) {
          // Work of one issue runs one after the other, so what still waits has not looked at the issue yet.
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
        if (kept.length > 0) await queue.enqueue(tx, [{ ...work, id: row.id }], afterSeconds);
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
