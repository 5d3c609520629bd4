import { and, eq, sql } from 'drizzle-orm';
import type { RequestReads, RequestState } from '../console/api-ports.ts';
import type { Database } from './database.ts';
import { deliveries } from './delivery-schema.ts';
import { events } from './record-schema.ts';

/** How people's requests are getting on: the job's state, and whether the worker refused what it was asked. */
export function createRequestReads(database: Database): RequestReads {
  return {
    async find({ installationId, repositoryId }, id) {
      const delivery = await database.system(async (tx) => {
        const [row] = await tx
          .select({ status: deliveries.status, reason: deliveries.reason, number: deliveries.number })
          .from(deliveries)
          .where(
            and(
              eq(deliveries.id, id),
              eq(deliveries.event, 'dispatch_request'),
              eq(deliveries.installationId, installationId),
              eq(deliveries.repositoryId, repositoryId),
            ),
          );
        return row ?? null;
      });
      if (!delivery) return null;
      const told = (state: RequestState['state'], reason: string | null) => ({ id, state, reason });
      if (delivery.status === 'queued') return told('queued', null);
      if (delivery.status === 'dead') return told('failed', delivery.reason);
      const refusal = await database.withTenant(installationId, async (tx) => {
        const [row] = await tx
          .select({ reason: sql<string | null>`${events.detail} ->> 'reason'` })
          .from(events)
          .where(
            and(
              eq(events.installationId, installationId),
              eq(events.repositoryId, repositoryId),
              eq(events.number, delivery.number ?? 0),
              eq(events.kind, 'refused'),
              eq(events.deliveryId, id),
            ),
          )
          .limit(1);
        return row ?? null;
      });
      return refusal ? told('refused', refusal.reason) : told('done', null);
    },
  };
}
