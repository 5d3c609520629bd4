import { and, eq, inArray, sql } from 'drizzle-orm';
import type { RepositoryRef } from '../../domain/issue/repository.ts';
import { explainProblem } from '../../domain/words/explain-problem.ts';
import type { RequestReads, RequestState } from '../../read/api.ts';
import type { Database } from '../core/database.ts';
import { deliveries } from '../schema/delivery-schema.ts';
import { events } from '../schema/record-schema.ts';

const maxAsked = 500;

/** How people's requests are getting on: the job's state, and whether the worker refused what it was asked. */
export function createRequestReads(database: Database): RequestReads {
  const states = async (
    { installationId, repositoryId }: RepositoryRef,
    asked: readonly string[],
  ): Promise<RequestState[]> => {
    const ids = asked.slice(0, maxAsked);
    if (ids.length === 0) return [];
    const kept = await database.system((tx) =>
      tx
        .select({
          id: deliveries.id,
          status: deliveries.status,
          reason: deliveries.reason,
          number: deliveries.number,
        })
        .from(deliveries)
        .where(
          and(
            inArray(deliveries.id, ids),
            eq(deliveries.event, 'dispatch_request'),
            eq(deliveries.installationId, installationId),
            eq(deliveries.repositoryId, repositoryId),
          ),
        ),
    );
    const done = kept.filter(({ status }) => status !== 'queued' && status !== 'dead');
    const refusals = new Map(
      done.length === 0
        ? []
        : (
            await database.withTenant(installationId, (tx) =>
              tx
                .select({ id: events.deliveryId, reason: sql<unknown>`${events.detail} -> 'reason'` })
                .from(events)
                .where(
                  and(
                    eq(events.installationId, installationId),
                    eq(events.repositoryId, repositoryId),
                    inArray(
                      events.number,
                      done.map(({ number }) => number ?? 0),
                    ),
                    eq(events.kind, 'refused'),
                    inArray(
                      events.deliveryId,
                      done.map(({ id }) => id),
                    ),
                  ),
                ),
            )
          ).map(({ id, reason }) => [id, explainProblem(reason) || null]),
    );
    return kept.map(({ id, status, reason, number }): RequestState => {
      if (status === 'queued') return { id, number, state: 'queued', reason: null };
      if (status === 'dead') return { id, number, state: 'failed', reason };
      return refusals.has(id)
        ? { id, number, state: 'refused', reason: refusals.get(id) ?? null }
        : { id, number, state: 'done', reason: null };
    });
  };
  return {
    states,
    find: async (repository, id) => (await states(repository, [id]))[0] ?? null,
  };
}
