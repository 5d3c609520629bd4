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
import { CallFailed, type Question, type Reply, type Wire } from './wire.ts';

/** What became of a question after all attempts. `failed`: nothing came back, and `text` says why in our words. */
export interface Asked {
  kind: Reply['kind'] | 'failed';
  text: string;
  usage: Reply['usage'];
  /** Attempts without an answer that the provider may bill all the same. */
  maybeBilled: number;
}

export interface Provider {
  readonly source: Wire['source'];
  /** Never rejects for what a server does. */
  ask(question: Question): Promise<Asked>;
  /** In words, for health and metrics. */
  state(): 'closed' | 'half open' | 'open' | 'asked to wait';
}

export interface ProviderOptions {
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

/** These say something of the one question, not of the server. */
const ofTheQuestion = new Set([400, 413, 422]);

/**
 * A wire with patience: attempts with jitter that honour the server's `retry-after` (also for other questions under way),
 * and a circuit breaker over the attempts, so that a dead provider costs a triage no time.
 */
export function createProvider(wire: Wire, options: ProviderOptions = {}): Provider {
  const { retries = 2, firstWaitMs = 400, patienceMs = 5_000 } = options;
  const { giveUpMs = 20_000, breakAfter = 5, openMs = 10_000 } = options;
  const breaker = circuitBreaker(
    handleWhen((error) => !(error instanceof CallFailed && ofTheQuestion.has(error.status ?? 0))),
    {
      breaker: new ConsecutiveBreaker(breakAfter),
      halfOpenAfter: new ExponentialBackoff({ initialDelay: openMs, maxDelay: 300_000 }),
    },
  );
  let askedToWaitUntil = 0;

  const attempt = async (question: Question): Promise<Reply> => {
    const ms = askedToWaitUntil - performance.now();
    if (ms > patienceMs) throw asksToWait(ms);
    if (ms > 0) await wait(ms + Math.random() * firstWaitMs);
    try {
      return await breaker.execute(({ signal }) => wire.ask(question, signal));
    } catch (error) {
      const { retryAfterMs = null } = error instanceof CallFailed ? error : {};
      if (retryAfterMs !== null)
        askedToWaitUntil = Math.max(askedToWaitUntil, performance.now() + retryAfterMs);
      throw error;
    }
  };

  return {
    source: wire.source,
    state() {
      if (breaker.state === CircuitState.Open || breaker.state === CircuitState.Isolated) return 'open';
      if (askedToWaitUntil > performance.now()) return 'asked to wait';
      return breaker.state === CircuitState.HalfOpen ? 'half open' : 'closed';
    },
    async ask(question) {
      let maybeBilled = 0;
      try {
        const reply = await pRetry(() => attempt(question), {
          retries,
          minTimeout: firstWaitMs,
          randomize: true,
          maxRetryTime: giveUpMs,
          onFailedAttempt({ error }) {
            if (error instanceof CallFailed && error.maybeBilled) maybeBilled++;
          },
          shouldRetry: ({ error }) => error instanceof CallFailed && error.passing,
        });
        return { ...reply, maybeBilled };
      } catch (error) {
        return { kind: 'failed', text: inWords(error), usage: null, maybeBilled };
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
