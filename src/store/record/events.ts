import type { TimelineEvent } from '../../triage/ports/core.ts';
import { storableJson } from '../core/storable.ts';
import type { Tx } from '../core/transaction.ts';
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
