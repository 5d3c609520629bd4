import { CallFailed } from './wire.ts';

/** The parts that both SDKs' errors share. */
interface SdkError extends Error {
  status?: number | undefined;
  headers?: Headers | undefined;
  code?: string | null | undefined;
}

const longestWaitMs = 3_600_000;

/** An SDK's error in our words; the provider's own message may quote what was sent, and is left out. */
export function readFailure(error: unknown, timedOut: (error: unknown) => boolean): CallFailed {
  if (error instanceof CallFailed) return error;
  const { status, headers, code } = error as SdkError;
  if (typeof status !== 'number') {
    const late = timedOut(error);
    return new CallFailed(late ? 'no answer in time' : 'could not be reached', {
      status: null,
      passing: true,
      maybeBilled: late,
    });
  }
  const outOfMoney = code === 'insufficient_quota';
  return new CallFailed(outOfMoney ? 'the account has no quota left' : wordsFor(status), {
    status,
    passing: !outOfMoney && (status === 408 || status === 409 || status === 429 || status >= 500),
    retryAfterMs: readRetryAfter(headers),
  });
}

function wordsFor(status: number): string {
  if (status === 401 || status === 403) return `the key was refused (${status})`;
  if (status === 404) return 'no such model or address (404)';
  if (status === 429) return 'too many requests (429)';
  return status >= 500 ? `the server failed (${status})` : `the request was refused (${status})`;
}

/** `retry-after-ms`, or `retry-after` as seconds or as a date (RFC 9110, section 10.2.3), in milliseconds. */
export function readRetryAfter(headers: Headers | undefined, now = Date.now()): number | null {
  const given = headers?.get('retry-after');
  const exact = Number(headers?.get('retry-after-ms') ?? Number.NaN);
  const wait = Number.isFinite(exact) ? exact : given ? secondsOrDate(given, now) : Number.NaN;
  return Number.isFinite(wait) && wait >= 0 ? Math.min(wait, longestWaitMs) : null;
}

function secondsOrDate(given: string, now: number): number {
  return /^\s*\d+(\.\d+)?\s*$/.test(given) ? Number(given) * 1000 : Date.parse(given) - now;
}
