import { and, eq, inArray, lt, or, sql } from 'drizzle-orm';
import type { DeliveryStore, KeptDelivery } from '../../triage/ports/core.ts';
import type { Database } from '../core/database.ts';
import { deliveries } from '../schema/delivery-schema.ts';

/** What the inbox keeps. It is written by src/queue/inbox.ts and src/queue/queue.ts. */
export function createDeliveryStore(database: Database): DeliveryStore {
  return {
    async getDelivery(id) {
      const [row] = await database.statement<Omit<KeptDelivery, 'receivedAt'> & { receivedMs: number }>(sql`
        select id, event, body, (extract(epoch from received_at) * 1000)::float8 as "receivedMs"
        from deliveries where id = ${id}`);
      if (!row) return null;
      const { receivedMs, ...kept } = row;
      return { ...kept, receivedAt: new Date(receivedMs) };
    },
  };
}

/**
 * Deletes deliveries that are done and older than 7 days, the time in which a repeat is known as one, and dead ones older
 * than 30. A delivery that waits is never deleted.
 *
 * @returns how many went
 */
export async function cleanDeliveries(database: Database): Promise<number> {
  let cleaned = 0;
  for (;;) {
    const gone = await database.system(
      (tx) =>
        tx
          .delete(deliveries)
          .where(
            inArray(
              deliveries.id,
              tx
                .select({ id: deliveries.id })
                .from(deliveries)
                .where(
                  or(
                    and(
                      inArray(deliveries.status, ['done', 'ignored']),
                      lt(deliveries.receivedAt, sql`now() - interval '7 days'`),
                    ),
                    and(
                      eq(deliveries.status, 'dead'),
                      lt(deliveries.receivedAt, sql`now() - interval '30 days'`),
                    ),
                  ),
                )
                .limit(1_000),
            ),
          )
          .returning({ id: deliveries.id }),
      { long: true },
    );
    cleaned += gone.length;
    if (gone.length < 1_000) return cleaned;
  }
}
