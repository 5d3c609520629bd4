import pRetry from 'p-retry';
import { Refused } from '../../triage/core/refused.ts';
import { isMissing } from './is-missing.ts';
import { RateLimited } from './rate-limited.ts';

/** What Octokit throws for an answer that is not a success. */
interface RequestFailure {
  status: number;
  message: string;
  request?: { url: string; headers: Record<string, string | number | undefined> };
}

function isRequestFailure(error: unknown): error is RequestFailure {
  return error instanceof Error && 'status' in error && typeof error.status === 'number';
}

/** The HTTP status of a failed call, or null for a failure of the network. */
export function statusOf(error: unknown): number | null {
  return isRequestFailure(error) ? error.status : null;
}

/** A call never got as far as asking: GitHub had no token for it. That says nothing about what it was to ask for. */
class NoToken extends Error {
  override readonly name = 'NoToken';
}

/**
 * Turns GitHub's answers into what the queue should do: 403, 404, 410, 422 and 451 are final, everything else may pass, a
 * 404 or 410 on the way to a token too. A wish to wait has become RateLimited before (`considerate`).
 */
export function explain(error: unknown): unknown {
  if (!isRequestFailure(error)) return error;
  const gone = isMissing(error);
  if ((error.status === 404 || error.status === 410) && !gone)
    return new NoToken(`GitHub answered ${error.status} before the call was authenticated`, { cause: error });
  if (![403, 404, 410, 422, 451].includes(error.status)) return error;
  return new Refused(`GitHub answered ${error.status}: ${error.message}`, { gone });
}

/** Calls once. For writes that are not idempotent: whether to try again is the ledger's decision. */
export async function once<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw explain(error);
  }
}

/** Calls up to three times with jitter, for reads and idempotent writes. A wait or a final no is not tried again here. */
export async function retried<T>(call: () => Promise<T>): Promise<T> {
  return pRetry(() => once(call), {
    retries: 2,
    minTimeout: 200,
    maxTimeout: 2_000,
    randomize: true,
    shouldRetry: ({ error }) =>
      !(error instanceof Refused) && !(error instanceof RateLimited) && statusOf(error) !== 401,
  });
}

/** Missing and gone are null; every other no stays a throw. */
export async function orNull<T>(call: () => Promise<T>): Promise<T | null> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof Refused && error.gone) return null;
    throw error;
  }
}
