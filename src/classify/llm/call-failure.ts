import type { HostedFault } from '../../domain/settings/hosted-state.ts';
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
  const { status, headers } = error as SdkError;
  if (typeof status !== 'number') {
    const late = timedOut(error);
    return new CallFailed(late ? 'no answer in time' : 'could not be reached', {
      status: null,
      passing: true,
      maybeBilled: late,
    });
  }
  const fault = faultOf(error as SdkError, status);
  return new CallFailed(fault === 'credit' ? 'the account has no credit left' : wordsFor(status, fault), {
    status,
    passing: fault === null && (status === 408 || status === 409 || status === 429 || status >= 500),
    retryAfterMs: readRetryAfter(headers),
    fault,
  });
}

/** OpenAI answers 429 with a code when the account is empty, Anthropic 400 with a sentence, others 402. */
function faultOf({ code, message }: SdkError, status: number): HostedFault | null {
  if (status === 402 || code === 'insufficient_quota') return 'credit';
  if (
    status < 500 &&
    /credit balance is too low|insufficient (?:balance|credits?|quota)/i.test(message.slice(0, 600))
  )
    return 'credit';
  if (status === 401 || status === 403) return 'key';
  if (status === 404 || (status < 500 && (code === 'model_not_found' || code === 'DeploymentNotFound')))
    return 'model';
  return null;
}

function wordsFor(status: number, fault: HostedFault | null): string {
  if (fault === 'key') return `the key was refused (${status})`;
  if (fault === 'model') return `no such model or address (${status})`;
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
