import { sql } from 'drizzle-orm';
import type { RepositoryKey } from '../../domain/issue/repository.ts';
import type { TimelineEvent } from '../../triage/ports/core.ts';
import type { Tx } from '../core/transaction.ts';
import { storableJson } from '../core/values/storable.ts';
import { events } from '../schema/record-schema.ts';

/** The channel on which new events are told, as JSON `{ installation, repository, number, id }`. */
export const eventsChannel = 'dispatch_events';

/**
 * Records what happened; open pages hear of it when the transaction commits. Call it last in a transaction: from here
 * until the commit it holds the lock that keeps ids in the order of commit (drizzle/0002_tenancy.sql).
 */
export async function appendEvents(
  tx: Tx,
  repo: { installationId: number; repositoryId: number },
  number: number,
  happened: TimelineEvent[],
): Promise<void> {
  if (happened.length === 0) return;
  const { installationId, repositoryId } = repo;
  await tx
    .insert(events)
    .values(happened.map((event) => ({ ...storableJson(event), installationId, repositoryId, number })));
}

/**
 * Lets open pages draw an issue again without an event: for what only some people may see, and so cannot stand in the
 * timeline. They hear of it when the transaction commits; a page that is away draws it when it comes back.
 */
export async function tellPages(
  tx: Tx,
  { installationId, repositoryId }: RepositoryKey,
  number: number,
): Promise<void> {
  await tx.execute(sql`
    select pg_notify(${eventsChannel}::text, json_build_object(
      'installation', ${installationId}::bigint, 'repository', ${repositoryId}::bigint, 'number', ${number}::int,
      'id', coalesce((select max(id) from events where installation_id = ${installationId} and repository_id = ${repositoryId}), 0))::text)`);
}
