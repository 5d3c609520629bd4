import { sql } from 'drizzle-orm';
import type { RepositoryRef } from '../../domain/issue/repository.ts';
import type { Today } from '../../read/overview.ts';
import { readRows } from '../core/read-rows.ts';
import type { Tx } from '../core/transaction.ts';
import { textArray } from '../core/values/text-array.ts';

/** Of how many of the newest triages the time is told, and how far back. */
const maxTimed = 1_000;

/** A triage whose delivery may still be known. */
interface Timed {
  deliveryId: string;
  /** Milliseconds since the epoch. */
  decidedAt: number;
}

/** What was decided and written in the 24 hours before `now`, and the newest triages of the last week; one query. */
export async function readToday(
  tx: Tx,
  { installationId, repositoryId }: RepositoryRef,
  now: Date,
): Promise<{ counts: Pick<Today, 'triaged' | 'written' | 'leftToPeople'>; newest: Timed[] }> {
  const at = sql`${now.toISOString()}::timestamptz`;
  const [row] = await readRows<
    Pick<Today, 'triaged' | 'written' | 'leftToPeople'> & { newest: Timed[] | null }
  >(
    tx,
    sql`
    with decided as (
      select distinct d.number from decisions d
      where d.installation_id = ${installationId} and d.repository_id = ${repositoryId} and d.created_at > ${at} - interval '24 hours'
    ), newest as (
      select d.delivery_id as "deliveryId", (extract(epoch from d.created_at) * 1000)::float8 as "decidedAt" from decisions d
      where d.installation_id = ${installationId} and d.repository_id = ${repositoryId} and d.created_at > ${at} - interval '7 days'
        and d.delivery_id is not null
      order by d.created_at desc limit ${maxTimed}
    )
    select
      (select count(*)::int from decided) as triaged,
      (select count(*)::int from issues i join decided using (number)
        where i.installation_id = ${installationId} and i.repository_id = ${repositoryId} and i.state = 'open' and i.waits and not i.dismissed
      ) as "leftToPeople",
      (select count(*)::int from effects e
        where e.installation_id = ${installationId} and e.repository_id = ${repositoryId} and e.status = 'done'
          and e.created_at > ${at} - interval '24 hours'
      ) as written,
      (select json_agg(newest) from newest) as newest`,
  );
  const { newest, ...counts } = row ?? { triaged: 0, written: 0, leftToPeople: 0, newest: null };
  return { counts, newest: newest ?? [] };
}

/** What GitHub delivered in the 24 hours before `now`, and what of all failed; one query on the system's tables. */
export async function readReceived(
  tx: Tx,
  { installationId, repositoryId }: RepositoryRef,
  now: Date,
): Promise<Pick<Today, 'received' | 'failed'>> {
  const here = sql`installation_id = ${installationId} and repository_id = ${repositoryId}`;
  const [row] = await readRows<Pick<Today, 'received' | 'failed'>>(
    tx,
    sql`
    select
      (select count(*)::int from deliveries where ${here}
        and received_at > ${now.toISOString()}::timestamptz - interval '24 hours' and event <> 'dispatch_request') as received,
      (select count(*)::int from deliveries where ${here} and status = 'dead') +
      (select count(*)::int from deliveries where ${here} and status = 'queued' and attempts > 0) as failed`,
  );
  return row ?? { received: 0, failed: 0 };
}

/** Milliseconds from GitHub's delivery to the decision, by day (UTC); requests of people are left out. One query. */
export async function readLatencies(tx: Tx, triages: Timed[]): Promise<{ day: string; ms: number }[]> {
  const rows = await readRows<{ id: string; receivedAt: number }>(
    tx,
    sql`
    select id, (extract(epoch from received_at) * 1000)::float8 as "receivedAt" from deliveries
    where event <> 'dispatch_request'
      and id = any(${textArray(triages.map(({ deliveryId }) => deliveryId))})`,
  );
  const received = new Map(rows.map(({ id, receivedAt }) => [id, receivedAt]));
  return triages.flatMap(({ deliveryId, decidedAt }) => {
    const from = received.get(deliveryId);
    if (from === undefined) return [];
    return [
      { day: new Date(decidedAt).toISOString().slice(0, 10), ms: Math.max(0, Math.round(decidedAt - from)) },
    ];
  });
}
