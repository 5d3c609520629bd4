import type { Probot } from 'probot';
import { Unworkable } from '../../domain/issue/unworkable.ts';
import type { DeliveryStore, KeptDelivery } from '../../triage/ports/core.ts';
import { checkPayload } from '../intake/handled-payload.ts';

export interface ReplayDeps {
  probot: Pick<Probot, 'receive'>;
  deliveries: DeliveryStore;
  freshness: Freshness;
  /** Work that the App gave itself, by the name it is kept under; GitHub has no such events. */
  own?: Record<string, (id: string, payload: unknown) => Promise<void>>;
  /** Told of each run of the handlers and the seconds it took. */
  observe: (event: string, outcome: 'done' | 'failed', seconds: number) => void;
}

/** Deliveries at work in this process that may have been overtaken by later ones. */
export interface Freshness {
  isStale(deliveryId: string): boolean;
  /** `again`: it was taken up before. */
  started(delivery: KeptDelivery, again: boolean): void;
  ended(deliveryId: string): void;
}

/** From this age on, in milliseconds, a delivery's words are checked against GitHub before they are believed. */
const staleAfter = 60_000;

/** `now` in milliseconds since the epoch. */
export function createFreshness(now: () => number = Date.now): Freshness {
  const stale = new Set<string>();
  return {
    isStale: (deliveryId) => stale.has(deliveryId),
    started: ({ id, receivedAt }, again) => {
      if (again || now() - receivedAt.getTime() > staleAfter) stale.add(id);
    },
    ended: (deliveryId) => void stale.delete(deliveryId),
  };
}

/**
 * Runs the App's handlers over a kept delivery, as GitHub signed it. Throws what a handler threw: the queue tries again, and
 * marks the delivery done with its job. A delivery that is no longer kept is nothing to do.
 *
 * @throws Unworkable for a payload that no handler can read
 */
export async function replayDelivery(
  { probot, deliveries, freshness, own, observe }: ReplayDeps,
  job: { deliveryId: string; attempt: number; postponed?: boolean },
): Promise<void> {
  const delivery = await deliveries.getDelivery(job.deliveryId);
  if (!delivery) return;
  freshness.started(delivery, job.attempt > 0 || job.postponed === true);
  const started = performance.now();
  let outcome: 'done' | 'failed' = 'failed';
  try {
    await receive(probot, delivery, own?.[delivery.event]);
    outcome = 'done';
  } finally {
    freshness.ended(delivery.id);
    observe(delivery.event, outcome, (performance.now() - started) / 1000);
  }
}

async function receive(
  probot: ReplayDeps['probot'],
  { id, event, body }: KeptDelivery,
  own: ((id: string, payload: unknown) => Promise<void>) | undefined,
): Promise<void> {
  const payload = parse(body);
  if (own) return own(id, payload);
  checkPayload(event, payload);
  try {
    await probot.receive({ id, name: event as never, payload: payload as never });
  } catch (error) {
    throw firstCause(error);
  }
}

function parse(body: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(body).toString('utf8'));
  } catch {
    // The parser's own words quote the text.
    throw new Unworkable('The delivery is not JSON.');
  }
}

/** `@octokit/webhooks` gathers handlers' errors in an AggregateError; with one handler an event there is one. */
function firstCause(error: unknown): unknown {
  return error instanceof AggregateError && error.errors.length === 1 ? error.errors[0] : error;
}
