import { createHash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { Database } from '../store/core/database.ts';
import { DatabaseError } from '../store/core/database-error.ts';
import { storableText } from '../store/core/values/storable.ts';
import { createGroupCommit } from './group-commit.ts';

export interface IncomingDelivery {
  id: string;
  installationId: number | null;
  repositoryId: number | null;
  number: number | null;
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

/**
 * Stores deliveries with their jobs (`dispatch_accept`); the queue must have been started once on this database. Concurrent
 * ones share a commit, and each is acknowledged after it. `lanes` is how many groups are committed at once.
 */
export function createInbox(database: Database, options: { lanes?: number } = {}): Inbox {
  const commit = createGroupCommit<Hashed, Accepted>({
    lanes: options.lanes ?? (database.kind === 'embedded' ? 1 : 2),
    size: 100,
    // A large body doesn't delay small ones.
    weight: { of: ({ body }) => body.length, most: 2 * 1024 * 1024 },
    commit: (group) => commitGroup(database, group),
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
async function commitGroup(database: Database, group: Hashed[], attempt = 1): Promise<Accepted[]> {
  try {
    return await keep(database, group);
  } catch (error) {
    const deadlock = error instanceof DatabaseError && (error.code === '40P01' || error.code === '40001');
    if (!deadlock || attempt >= 3) throw error;
    return commitGroup(database, group, attempt + 1);
  }
}

/** One statement for a group of any size, so that it is prepared once: the properties as JSON, and all bodies joined. */
async function keep(database: Database, group: Hashed[]): Promise<Accepted[]> {
  let start = 1;
  const given = group.map(({ body, sha256, ignored, ...delivery }, index) => {
    const size = ignored === undefined ? body.length : 0;
    const one = {
      ...{ place: index + 1, id: delivery.id, event: delivery.event },
      action: delivery.action === null ? null : storableText(delivery.action),
      ...{ sha256: sha256.toString('hex'), start, size },
      ...{
        installation: delivery.installationId,
        repository: delivery.repositoryId,
        number: delivery.number,
      },
      opened_by: delivery.openedBy ?? null,
      ignored: ignored === undefined ? null : storableText(ignored),
    };
    start += size;
    return one;
  });
  const bodies = Buffer.concat(group.map(({ body, ignored }) => (ignored === undefined ? body : noBody)));
  const rows = await database.statement<{ outcome: Accepted }>(sql`
    select unnest(dispatch_accept(${JSON.stringify(given)}::text::jsonb, ${bodies}::bytea)) as outcome`);
  return rows.map(({ outcome }) => outcome);
}

const noBody = new Uint8Array(0);
