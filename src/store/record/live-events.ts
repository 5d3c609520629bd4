import { and, desc, eq, gt } from 'drizzle-orm';
import type { RepositoryKey } from '../../domain/issue/repository.ts';
import type { Change, LiveEvents } from '../../read/console.ts';
import type { Database } from '../core/database.ts';
import { events } from '../schema/record-schema.ts';
import { eventsChannel } from './events.ts';

/** A page that missed more than this is told to load again. */
const most = 300;

interface Listener {
  repository: RepositoryKey;
  heard: (change: Change) => void;
  closed: () => void;
}

/**
 * Live events of all replicas: one listening connection a process, told on from memory to whoever subscribed. Ids come
 * in the order of commit (drizzle/0002_tenancy.sql), so all that is missed stands after the last id.
 *
 * @param onProblem told when what was missed while the connection was away could not be read
 */
export async function createLiveEvents(
  database: Database,
  onProblem: (error: unknown) => void,
): Promise<LiveEvents & { close(): Promise<void> }> {
  const listeners = new Map<number, Set<Listener>>();
  /** The newest id told, by repository; from there is read after the connection was away. */
  const told = new Map<number, number>();

  const tell = (change: Change) => {
    told.set(change.repositoryId, Math.max(told.get(change.repositoryId) ?? 0, change.lastId));
    for (const { heard } of listeners.get(change.repositoryId) ?? []) heard(change);
  };
  const hear = (payload: string) => {
    const { repository, number, id } = JSON.parse(payload) as {
      repository: number;
      number: number;
      id: number;
    };
    if (listeners.has(repository)) tell({ repositoryId: repository, lastId: id, numbers: [number] });
  };
  const catchUp = async () => {
    for (const [repositoryId, set] of listeners) {
      const [first] = set;
      const after = told.get(repositoryId);
      if (!first) continue;
      const change = after === undefined ? null : await readSince(database, first.repository, after);
      // Nothing known to start from, or too much to tell one by one: pages come back and catch up from their own place.
      if (change) tell(change);
      else for (const { closed } of [...set]) closed();
    }
  };
  const stop = await database.listen(eventsChannel, hear, () => void catchUp().catch(onProblem));

  return {
    latest: (repository) =>
      database.withTenant(repository.installationId, (tx) => readLatest(tx, repository)),
    since: (repository, afterId) => readSince(database, repository, afterId),
    subscribe(repository, heard, closed) {
      const listener = { repository, heard, closed };
      const set = listeners.get(repository.repositoryId) ?? new Set();
      listeners.set(repository.repositoryId, set.add(listener));
      return () => {
        set.delete(listener);
        if (set.size > 0 || listeners.get(repository.repositoryId) !== set) return;
        listeners.delete(repository.repositoryId);
        told.delete(repository.repositoryId);
      };
    },
    /** Ends all live pages and stops listening. */
    async close() {
      for (const set of listeners.values()) for (const { closed } of [...set]) closed();
      await stop();
    },
  };
}

const of = (place: RepositoryKey) =>
  and(eq(events.installationId, place.installationId), eq(events.repositoryId, place.repositoryId));

type Tx = Parameters<Parameters<Database['withTenant']>[1]>[0];

async function readLatest(tx: Tx, place: RepositoryKey): Promise<number> {
  const [row] = await tx
    .select({ id: events.id })
    .from(events)
    .where(of(place))
    .orderBy(desc(events.id))
    .limit(1);
  return row?.id ?? 0;
}

/** Null when more than `most` events came after. */
async function readSince(database: Database, place: RepositoryKey, afterId: number): Promise<Change | null> {
  return database.withTenant(place.installationId, async (tx) => {
    const rows = await tx
      .select({ id: events.id, number: events.number })
      .from(events)
      .where(and(of(place), gt(events.id, afterId)))
      .orderBy(events.id)
      .limit(most + 1);
    if (rows.length > most) return null;
    const numbers = [...new Set(rows.map((row) => row.number))];
    return { repositoryId: place.repositoryId, lastId: rows.at(-1)?.id ?? afterId, numbers };
  });
}
