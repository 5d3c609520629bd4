import type { Probot } from 'probot';
import { Unworkable } from '../../domain/issue/unworkable.ts';
import type { DeliveryStore, KeptDelivery } from '../../triage/ports/core.ts';
import { checkPayload } from '../intake/handled-payload.ts';

export interface ReplayDeps {
  probot: Pick<Probot, 'receive'>;
  deliveries: DeliveryStore;
  freshness: Freshness;
  /** Event names of the app's internal work, which don't exist on GitHub. */
  own?: Record<string, (id: string, payload: unknown) => Promise<void>>;
  /**
   * Why nothing is done with a delivery by now, in words; null where it is worked on. What was queued while its account was served
   * is asked once more before each run.
   */
  reasonNotServed?: (event: string, payload: unknown) => Promise<string | null>;
  /** Told of what is left alone for such a reason. */
  onIgnored?: (reason: string) => void;
  /** Called for each run of the handlers with its duration in seconds. */
  observe: (event: string, outcome: 'done' | 'failed', seconds: number) => void;
}

/** Deliveries being processed in this process that may be out of date. */
export interface Freshness {
  isStale(deliveryId: string): boolean;
  /** `again` tells that the delivery was started before. */
  started(delivery: KeptDelivery, again: boolean): void;
  ended(deliveryId: string): void;
}

/** Deliveries older than this, in milliseconds, are checked against GitHub's current state. */
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
 * Runs the app's handlers for a stored delivery. Rethrows handler errors, so that the queue retries; the
 * queue also marks the delivery as done. A delivery that is no longer stored is skipped.
 *
 * @throws Unworkable for a payload that no handler can read
 */
export async function replayDelivery(
  deps: ReplayDeps,
  job: { deliveryId: string; attempt: number; postponed?: boolean },
): Promise<void> {
  const { deliveries, freshness, observe } = deps;
  const delivery = await deliveries.getDelivery(job.deliveryId);
  if (!delivery) return;
  freshness.started(delivery, job.attempt > 0 || job.postponed === true);
  const started = performance.now();
  let outcome: 'done' | 'failed' = 'failed';
  try {
    await receive(deps, delivery);
    outcome = 'done';
  } finally {
    freshness.ended(delivery.id);
    observe(delivery.event, outcome, (performance.now() - started) / 1000);
  }
}

async function receive(deps: ReplayDeps, { id, event, body }: KeptDelivery): Promise<void> {
  const payload = parse(body);
  const ignored = (await deps.reasonNotServed?.(event, payload)) ?? null;
  if (ignored !== null) return deps.onIgnored?.(ignored);
  const own = deps.own?.[event];
  if (own) return own(id, payload);
  checkPayload(event, payload);
  try {
    await deps.probot.receive({ id, name: event as never, payload: payload as never });
  } catch (error) {
    throw firstCause(error);
  }
}

function parse(body: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(body).toString('utf8'));
  } catch {
    // The parser's own message quotes the body.
    throw new Unworkable('The delivery is not JSON.');
  }
}

/**
 * Unwraps the AggregateError of `@octokit/webhooks`, which has exactly one error because there is one
 * handler per event.
 */
function firstCause(error: unknown): unknown {
  return error instanceof AggregateError && error.errors.length === 1 ? error.errors[0] : error;
}
