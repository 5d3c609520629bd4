import type { ServesAccount } from '../domain/settings/serves-account.ts';
import { isObject } from '../github/intake/payload-shape.ts';
import { reasonNotServed } from '../github/intake/read-delivery.ts';
import { laterEvent } from '../queue/delayed-work.ts';
import { requestEvent } from '../queue/user-requests.ts';
import type { AccountOf } from '../store/repositories/installation-accounts.ts';

/**
 * Says why a kept delivery is left alone: its account was taken off ALLOWED_ACCOUNTS since it was queued. GitHub's payloads name
 * their account; of our own work the installation's is looked up. Null where it is worked on.
 */
export function createReasonNotServed(
  serves: ServesAccount | undefined,
  accountOf: AccountOf,
): (event: string, payload: unknown) => Promise<string | null> {
  return async (event, payload) => {
    if (!serves || serves('') || !isObject(payload)) return null;
    if (event !== requestEvent && event !== laterEvent) return reasonNotServed(event, payload, serves);
    const { installationId } = payload;
    return typeof installationId === 'number' ? reasonOf(installationId, serves, accountOf) : null;
  };
}

/** Null where the installation's account is served, and where the installation is not known: there is nothing to do for it then. */
export async function reasonOf(
  installationId: number,
  serves: ServesAccount,
  accountOf: AccountOf,
): Promise<string | null> {
  const account = await accountOf(installationId);
  return account === null || serves(account) ? null : `the account ${account} is not in ALLOWED_ACCOUNTS`;
}
