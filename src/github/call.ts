import pRetry from 'p-retry';
import { Refused } from '../triage/refused.ts';
import { isMissing } from './is-missing.ts';

/** GitHub asks us to wait. The queue tries the job again no earlier than this. */
export class RateLimited extends Error {
  override readonly name = 'RateLimited';
  readonly retryAfterSeconds: number;

  constructor(retryAfterSeconds: number) {
    super(`GitHub asks to wait ${retryAfterSeconds} s`);
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** What Octokit throws for an answer that is not a success. */
interface RequestFailure {
  status: number;
  message: string;
  request?: { url: string; headers: Record<string, string | number | undefined> };
  response?: { headers: Record<string, string | number | undefined> };
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
 * Turns GitHub's answers into what the queue should do. 403 and 429 with a wait mean wait; other 403, 404, 410, 422 and 451
 * are final; everything else may pass. A 404 or 410 on the way to a token is among what may pass.
 */
export function explain(error: unknown): unknown {
  if (!isRequestFailure(error)) return error;
  const headers = error.response?.headers ?? {};
  const waits =
    error.status === 429 || headers['retry-after'] !== undefined || headers['x-ratelimit-remaining'] === '0';
  if ((error.status === 403 || error.status === 429) && (waits || /rate limit/i.test(error.message))) {
    return new RateLimited(secondsToWait(headers));
  }
  const gone = isMissing(error);
  if ((error.status === 404 || error.status === 410) && !gone)
    return new NoToken(`GitHub answered ${error.status} before the call was authenticated`, { cause: error });
  if ([403, 404, 410, 422, 451].includes(error.status)) {
    return new Refused(`GitHub answered ${error.status}: ${error.message}`, { gone });
  }
  return error;
}

/** Per GitHub's guidance: `retry-after`, else the reset of the exhausted bucket, else a minute. */
function secondsToWait(headers: Record<string, string | number | undefined>): number {
  const after = Number(headers['retry-after']);
  if (after > 0) return after;
  const reset = Number(headers['x-ratelimit-reset']);
  if (headers['x-ratelimit-remaining'] === '0' && reset > 0)
    return Math.max(1, Math.ceil(reset - Date.now() / 1000));
  return 60;
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
