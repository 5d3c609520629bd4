import { randomUUID } from 'node:crypto';
import { and, desc, eq, notInArray } from 'drizzle-orm';
import type { Replay } from '../../domain/autonomy/replay.ts';
import type { RepositoryKey } from '../../domain/issue/repository.ts';
import type { ReplayStore } from '../../triage/ports/track-records.ts';
import type { Database } from '../core/database.ts';
import { replays } from '../schema/people-schema.ts';

/** Replays kept, to look back at. */
const kept = 3;

/** What the replays of each repository's past showed. */
export function createReplayStore(database: Database): ReplayStore {
  return {
    add: (repository, replay) =>
      database.withTenant(repository.installationId, async (tx) => {
        const { installationId, repositoryId } = repository;
        await tx
          .insert(replays)
          .values({ installationId, repositoryId, id: randomUUID(), report: replay, createdAt: new Date() });
        const newest = await tx
          .select({ id: replays.id })
          .from(replays)
          .where(of(repository))
          .orderBy(desc(replays.createdAt), desc(replays.id))
          .limit(kept);
        const ids = newest.map(({ id }) => id);
        await tx.delete(replays).where(and(of(repository), notInArray(replays.id, ids)));
      }),
    newest: (repository) =>
      database.withTenant(repository.installationId, async (tx) => {
        const [row] = await tx
          .select()
          .from(replays)
          .where(of(repository))
          .orderBy(desc(replays.createdAt), desc(replays.id))
          .limit(1);
        return row ? { replay: row.report as Replay, at: row.createdAt.toISOString() } : null;
      }),
  };
}

const of = ({ installationId, repositoryId }: RepositoryKey) =>
  and(eq(replays.installationId, installationId), eq(replays.repositoryId, repositoryId));
