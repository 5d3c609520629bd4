import { createHash } from 'node:crypto';
import { and, eq, inArray, or } from 'drizzle-orm';
import type { Database } from '../store/core/database.ts';
import { DatabaseError } from '../store/core/database-error.ts';
import type { Tx } from '../store/core/transaction.ts';
import { storableText } from '../store/core/values/storable.ts';
import { deliveries } from '../store/schema/delivery-schema.ts';
import type { Queueable } from './enqueue.ts';
import { createGroupCommit } from './group-commit.ts';
import type { Queue } from './queue.ts';

export interface IncomingDelivery extends Queueable {
  event: string;
  action: string | null;
  /** The author's id, for an opened issue. */
  openedBy?: number | null;
  /** The signed raw bytes. */
  body: Uint8Array;
  /** Why the delivery is ignored; it is then stored without its body. */
  ignored?: string;
}

/**
 * `queued`: stored, with a job. `seen`: its id or an identical body arrived in the last 7 days. `requeued`:
 * it was seen but had failed permanently, and is retried. `ignored`: stored without a job.
 */
export type Accepted = 'queued' | 'seen' | 'ignored' | 'requeued';

export interface Inbox {
  /** Resolves once the delivery and its job are committed; rejects if they aren't, or if that is unknown. */
  accept(delivery: IncomingDelivery): Promise<Accepted>;
}

type Hashed = IncomingDelivery & { sha256: Buffer };

/** Stores deliveries. Concurrent ones share a commit, and each is acknowledged after it. */
export function createInbox(database: Database, queue: Pick<Queue, 'enqueue' | 'revive'>): Inbox {
  const commit = createGroupCommit<Hashed, Accepted>({
    lanes: database.kind === 'embedded' ? 1 : 2,
    size: 100,
    // A large body doesn't delay small ones.
    weight: { of: ({ body }) => body.length, most: 2 * 1024 * 1024 },
    commit: (group) => commitGroup(database, queue, group),
    isolates: (error) => error instanceof DatabaseError && !error.passing,
  });
  return {
    accept: (delivery) => commit({ ...delivery, sha256: hash(delivery) }),
  };
}

/**
 * Only the body is signed, not the event name. A body replayed under the name of an ignored event must not
 * be treated as seen when it arrives under its real name.
 */
function hash({ body, ignored }: IncomingDelivery): Buffer {
  const sha256 = createHash('sha256');
  if (ignored !== undefined) sha256.update('ignored\0');
  return sha256.update(body).digest();
}

/**
 * Two replicas that store the same deliveries in different order can deadlock. PostgreSQL aborts one
 * transaction, which is retried.
 */
async function commitGroup(
  database: Database,
  queue: Pick<Queue, 'enqueue' | 'revive'>,
  group: Hashed[],
  attempt = 1,
): Promise<Accepted[]> {
  try {
    return await database.system((tx) => keep(tx, queue, group));
  } catch (error) {
    const deadlock = error instanceof DatabaseError && (error.code === '40P01' || error.code === '40001');
    if (!deadlock || attempt >= 3) throw error;
    return commitGroup(database, queue, group, attempt + 1);
  }
}

async function keep(tx: Tx, queue: Pick<Queue, 'enqueue' | 'revive'>, group: Hashed[]): Promise<Accepted[]> {
  const inserted = await tx
    .insert(deliveries)
    .values([...group].sort((a, b) => (a.id < b.id ? -1 : 1)).map(toRow))
    .onConflictDoNothing()
    .returning({ id: deliveries.id });
  const fresh = new Set(inserted.map(({ id }) => id));
  // Of several deliveries with the same id, the first was stored.
  const kept = group.filter((delivery) => fresh.delete(delivery.id));
  await queue.enqueue(
    tx,
    kept.filter(({ ignored }) => ignored === undefined),
  );
  const repeats = group.filter((delivery) => !kept.includes(delivery));
  const revived = repeats.length > 0 ? await reviveDead(tx, queue, repeats) : new Set<Hashed>();
  return group.map((delivery) => {
    if (revived.has(delivery)) return 'requeued';
    if (!kept.includes(delivery)) return 'seen';
    return delivery.ignored === undefined ? 'queued' : 'ignored';
  });
}

/** A redelivery of a permanently failed delivery is a request to retry it. */
async function reviveDead(tx: Tx, queue: Pick<Queue, 'revive'>, repeats: Hashed[]): Promise<Set<Hashed>> {
  const dead = await tx
    .select({ id: deliveries.id, sha256: deliveries.bodySha256 })
    .from(deliveries)
    .where(
      and(
        eq(deliveries.status, 'dead'),
        or(
          inArray(
            deliveries.id,
            repeats.map(({ id }) => id),
          ),
          inArray(
            deliveries.bodySha256,
            repeats.map(({ sha256 }) => sha256),
          ),
        ),
      ),
    );
  const revived = new Set(
    await queue.revive(
      tx,
      dead.map(({ id }) => id),
    ),
  );
  const found = new Set<Hashed>();
  for (const { id, sha256 } of dead) {
    if (!revived.has(id)) continue;
    const asked = repeats.find((each) => each.id === id || each.sha256.equals(sha256));
    if (asked) found.add(asked);
  }
  return found;
}

const noBody = new Uint8Array(0);

function toRow({ sha256, ignored, ...delivery }: Hashed): typeof deliveries.$inferInsert {
  return {
    ...delivery,
    action: delivery.action === null ? null : storableText(delivery.action),
    bodySha256: sha256,
    ...(ignored === undefined
      ? { body: delivery.body, status: 'queued' }
      : { body: noBody, status: 'ignored', reason: storableText(ignored) }),
  };
}
