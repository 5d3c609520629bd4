import { setTimeout as wait } from 'node:timers/promises';
import {
  BrokenCircuitError,
  CircuitState,
  ConsecutiveBreaker,
  circuitBreaker,
  ExponentialBackoff,
  handleWhen,
} from 'cockatiel';
import pRetry from 'p-retry';
import type { HostedFault } from '../../domain/settings/hosted-state.ts';
import { CallFailed } from './wire.ts';

/** What a call came to after all attempts. `maybeBilled`: attempts without an answer that the provider may bill all the same. */
export type Called<T> = { maybeBilled: number } & (
  | { ok: true; value: T }
  | { ok: false; why: string; fault: HostedFault | null }
);

export interface PatientCalls {
  /** Never rejects for what a server does. `once` makes one attempt and throws CallFailed. */
  call<T>(once: (signal: AbortSignal) => Promise<T>): Promise<Called<T>>;
  /** In words, for health and metrics. */
  state(): 'closed' | 'half open' | 'open' | 'asked to wait';
}

export interface Patience {
  /** Attempts after the first. */
  retries?: number;
  /** Milliseconds before the second attempt, doubled for each further one, each lengthened at random by up to as much. */
  firstWaitMs?: number;
  /** Milliseconds that one question waits for a server that asks us to; asked for longer, the next in the chain answers. */
  patienceMs?: number;
  /** Milliseconds after which no further attempt begins. */
  giveUpMs?: number;
  /** Failed attempts in a row that open the circuit. */
  breakAfter?: number;
  /** Milliseconds until an open circuit is tried again; doubled each time up to 5 minutes. */
  openMs?: number;
}

/** This says something of the one question, not of the server: a text that is too long. */
const tooLong = 413;

/**
 * Calls of one server with patience: attempts with jitter that honor its `retry-after` (also for other calls under way), and
 * a circuit breaker over the attempts, so that a dead server costs a triage no time.
 */
export function createPatientCalls(options: Patience = {}): PatientCalls {
  const { retries = 2, firstWaitMs = 400, patienceMs = 5_000 } = options;
  const { giveUpMs = 20_000, breakAfter = 5, openMs = 10_000 } = options;
  const breaker = circuitBreaker(
    handleWhen((error) => !(error instanceof CallFailed && error.status === tooLong)),
    {
      breaker: new ConsecutiveBreaker(breakAfter),
      halfOpenAfter: new ExponentialBackoff({ initialDelay: openMs, maxDelay: 300_000 }),
    },
  );
  let askedToWaitUntil = 0;

  const attempt = async <T>(once: (signal: AbortSignal) => Promise<T>): Promise<T> => {
    const ms = askedToWaitUntil - performance.now();
    if (ms > patienceMs) throw asksToWait(ms);
    if (ms > 0) await wait(ms + Math.random() * firstWaitMs);
    try {
      return await breaker.execute(({ signal }) => once(signal));
    } catch (error) {
      const { retryAfterMs = null } = error instanceof CallFailed ? error : {};
      if (retryAfterMs !== null)
        askedToWaitUntil = Math.max(askedToWaitUntil, performance.now() + retryAfterMs);
      throw error;
    }
  };

  return {
    state() {
      if (breaker.state === CircuitState.Open || breaker.state === CircuitState.Isolated) return 'open';
      if (askedToWaitUntil > performance.now()) return 'asked to wait';
      return breaker.state === CircuitState.HalfOpen ? 'half open' : 'closed';
    },
    async call(once) {
      let maybeBilled = 0;
      try {
        const value = await pRetry(() => attempt(once), {
          retries,
          minTimeout: firstWaitMs,
          randomize: true,
          maxRetryTime: giveUpMs,
          onFailedAttempt({ error }) {
            if (error instanceof CallFailed && error.maybeBilled) maybeBilled++;
          },
          shouldRetry: ({ error }) => error instanceof CallFailed && error.passing,
        });
        return { ok: true, value, maybeBilled };
      } catch (error) {
        return {
          ok: false,
          why: inWords(error),
          fault: error instanceof CallFailed ? error.fault : null,
          maybeBilled,
        };
      }
    },
  };
}

const asksToWait = (ms: number) =>
  new CallFailed(`asks to be left alone for ${Math.ceil(ms / 1000)} s`, { status: 429, passing: false });

function inWords(error: unknown): string {
  if (error instanceof BrokenCircuitError) return 'circuit open after failures';
  // Anything else may quote what was sent.
  return error instanceof CallFailed ? error.message : 'could not be asked';
}
