import { createHash } from 'node:crypto';
import { and, eq, inArray, or } from 'drizzle-orm';
import type { Database } from '../store/core/database.ts';
import { DatabaseError } from '../store/core/database-error.ts';
import { storableText } from '../store/core/storable.ts';
import type { Tx } from '../store/core/transaction.ts';
import { deliveries } from '../store/schema/delivery-schema.ts';
import type { Queueable } from './enqueue.ts';
import { createGroupCommit } from './group-commit.ts';
import type { Queue } from './queue.ts';

export interface IncomingDelivery extends Queueable {
  event: string;
  action: string | null;
  /** The id of the author of an issue that was opened. */
  openedBy?: number | null;
  /** The raw bytes as signed. */
  body: Uint8Array;
  /** Why there is nothing to do; kept without its body. */
  ignored?: string;
}

/**
 * `queued`: kept, with a job. `seen`: its id, or a body of the same bytes, came in the last 7 days. `requeued`: it was
 * seen and had failed for good, and is tried again. `ignored`: kept as nothing to do.
 */
export type Accepted = 'queued' | 'seen' | 'ignored' | 'requeued';

export interface Inbox {
  /** Resolves once the delivery and its job are committed; rejects when they are not, or not known to be. */
  accept(delivery: IncomingDelivery): Promise<Accepted>;
}

type Hashed = IncomingDelivery & { sha256: Buffer };

/** Keeps deliveries. Those that wait at the same moment share one commit, and each is answered after it. */
export function createInbox(database: Database, queue: Pick<Queue, 'enqueue' | 'revive'>): Inbox {
  const commit = createGroupCommit<Hashed, Accepted>({
    lanes: database.kind === 'embedded' ? 1 : 2,
    size: 100,
    // A big body does not keep small ones waiting for its bytes.
    weight: { of: ({ body }) => body.length, most: 2 * 1024 * 1024 },
    commit: (group) => commitGroup(database, queue, group),
    isolates: (error) => error instanceof DatabaseError && !error.passing,
  });
  return {
    accept: (delivery) => commit({ ...delivery, sha256: hash(delivery) }),
  };
}

/**
 * The event's name is not signed: a body that was passed off as an event without work must not pass for seen when it
 * comes under its true name.
 */
function hash({ body, ignored }: IncomingDelivery): Buffer {
  const sha256 = createHash('sha256');
  if (ignored !== undefined) sha256.update('ignored\0');
  return sha256.update(body).digest();
}

/** Two replicas that keep the same deliveries in another order can deadlock: PostgreSQL ends one of them, to be run again. */
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
  // The first of several with one id is the one that was kept.
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

/** A repeat of a delivery that failed for good asks for another try. */
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
