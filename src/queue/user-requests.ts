import { createHash } from 'node:crypto';
import type { Database } from '../store/core/database.ts';
import { storableJson } from '../store/core/values/storable.ts';
import { deliveries } from '../store/schema/delivery-schema.ts';
import type { Queue } from './queue.ts';

/** The event name of a user's request among the deliveries. GitHub has no such event, and intake rejects it. */
export const requestEvent = 'dispatch_request';

/** A user's request (`PersonRequest` in the domain): its repository and issue, and its content, stored as JSON. */
export interface KeepableRequest {
  id: string;
  installationId: number | null;
  repositoryId: number | null;
  number: number | null;
  asked: { kind: string };
}

/** Implements the port `UserRequests`. */
export interface UserRequests {
  add(requests: readonly KeepableRequest[], afterSeconds?: number): Promise<void>;
}

/**
 * Queues requests like GitHub's deliveries, so that they run in sequence with the other work, with
 * the same retries and dead letters.
 */
export function createUserRequests(database: Database, queue: Pick<Queue, 'enqueue'>): UserRequests {
  return {
    async add(requests, afterSeconds = 0) {
      if (requests.length === 0) return;
      await database.system(async (tx) => {
        const kept = await tx
          .insert(deliveries)
          .values(requests.map(toRow))
          .onConflictDoNothing()
          .returning({ id: deliveries.id });
        const fresh = new Set(kept.map(({ id }) => id));
        const due = requests.filter(({ id }) => fresh.has(id));
        await queue.enqueue(
          tx,
          due.map(({ id }) => id),
          afterSeconds,
        );
      });
    },
  };
}

function toRow(request: KeepableRequest): typeof deliveries.$inferInsert {
  const body = Buffer.from(JSON.stringify(storableJson(request)));
  const { id, installationId, repositoryId, number, asked } = request;
  const bodySha256 = createHash('sha256').update(body).digest();
  return {
    ...{ id, installationId, repositoryId, number, body, bodySha256 },
    event: requestEvent,
    action: asked.kind,
    status: 'queued',
  };
}
