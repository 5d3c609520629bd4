import type { ServesAccount } from '../../domain/settings/serves-account.ts';
import { reasonToIgnore } from './handled-events.ts';
import type { IncomingDelivery } from './inbox-port.ts';
import { fitsEvent, isObject, payloadFacts } from './payload-shape.ts';
import type { Refusal } from './refusals.ts';

const eventName = /^[a-z][a-z0-9_]{0,99}$/i;
const deliveryId = /^[\w.:-]{1,100}$/;

function parseObject(bytes: Buffer): Record<string, unknown> | null {
  try {
    // V8 parses without recursion, so depth is no danger here; nothing below walks deeper than three levels.
    const value: unknown = JSON.parse(bytes.toString('utf8'));
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

/**
 * Converts a signed body and its unsigned headers to an incoming delivery, or returns why it is rejected.
 * Deliveries from accounts that aren't allowed are stored as ignored.
 */
export function readDelivery(
  received: { delivery: string; event: string; bytes: Buffer },
  serves: ServesAccount = () => true,
): IncomingDelivery | { refused: Refusal } {
  const { delivery, event, bytes } = received;
  if (!eventName.test(event)) return { refused: 'noEvent' };
  if (!deliveryId.test(delivery)) return { refused: 'noDelivery' };
  const payload = parseObject(bytes);
  if (!payload) return { refused: 'notJson' };
  if (!fitsEvent(event, payload)) return { refused: 'misfit' };
  const { onPullRequest, account: _, ...facts } = payloadFacts(event, payload);
  const ignored =
    reasonToIgnore(event, facts.action, onPullRequest) ?? reasonNotServed(event, payload, serves);
  return { id: delivery, event, body: bytes, ...facts, ...(ignored === null ? {} : { ignored }) };
}

/** Why nothing is done with what GitHub delivers: it comes from an account that is not served. Null where it is. */
export function reasonNotServed(
  event: string,
  payload: Record<string, unknown>,
  serves: ServesAccount,
): string | null {
  const { account, action } = payloadFacts(event, payload);
  // An account that is no longer allowed can still delete its data.
  if (event === 'installation' && action === 'deleted') return null;
  if (account === null)
    return serves('') ? null : 'no account in the payload, and only accounts in ALLOWED_ACCOUNTS are served';
  return serves(account) ? null : `the account ${account} is not in ALLOWED_ACCOUNTS`;
}
