import { reasonToIgnore } from './handled-events.ts';
import type { IncomingDelivery } from './inbox-port.ts';
import { fitsEvent, isObject, payloadFacts } from './payload-shape.ts';
import type { Refusal } from './refusals.ts';

const eventName = /^[a-z][a-z0-9_]{0,99}$/i;
const deliveryId = /^[\w.:-]{1,100}$/;

function parseObject(bytes: Buffer): Record<string, unknown> | null {
  try {
    // V8 parses without recursion, so depth is no danger here; nothing below walks deeper than two levels.
    const value: unknown = JSON.parse(bytes.toString('utf8'));
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

/** Turns a signed body and its unsigned headers into what the inbox keeps, or says why not. */
export function readDelivery(received: {
  delivery: string;
  event: string;
  bytes: Buffer;
}): IncomingDelivery | { refused: Refusal } {
  const { delivery, event, bytes } = received;
  if (!eventName.test(event)) return { refused: 'noEvent' };
  if (!deliveryId.test(delivery)) return { refused: 'noDelivery' };
  const payload = parseObject(bytes);
  if (!payload) return { refused: 'notJson' };
  if (!fitsEvent(event, payload)) return { refused: 'misfit' };
  const { onPullRequest, ...facts } = payloadFacts(payload);
  const ignored = reasonToIgnore(event, facts.action, onPullRequest);
  return { id: delivery, event, body: bytes, ...facts, ...(ignored === null ? {} : { ignored }) };
}
