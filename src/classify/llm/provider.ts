import { type CallHealth, createCallHealth } from './call-health.ts';
import { createPatientCalls, type Patience, type PatientCalls } from './patient-calls.ts';
import type { Question, Reply, Wire } from './wire.ts';

/** What became of a question after all attempts. `failed`: nothing came back, and `text` says why in our words. */
export interface Asked {
  kind: Reply['kind'] | 'failed';
  text: string;
  usage: Reply['usage'];
  /** Attempts without an answer that the provider may bill all the same. */
  maybeBilled: number;
  moreRoom?: true;
}

export interface Provider {
  readonly source: Wire['source'];
  /** Never rejects for what a server does. */
  ask(question: Question): Promise<Asked>;
  billable: Wire['billable'];
  refusals: Wire['refusals'];
  endsOn: Wire['endsOn'];
  state: PatientCalls['state'];
  health: Pick<CallHealth, 'failing' | 'answered'>;
}

/** A wire with patience. `onHealth` is told when it begins to fail, when it answers again, and when the reason is another. */
export function createProvider(wire: Wire, patience: Patience = {}, onHealth?: () => void): Provider {
  const calls = createPatientCalls(patience);
  const health = createCallHealth(onHealth);
  return {
    source: wire.source,
    billable: wire.billable,
    refusals: wire.refusals,
    endsOn: wire.endsOn,
    state: calls.state,
    health,
    async ask(question) {
      const called = await calls.call((signal) => wire.ask(question, signal));
      const { maybeBilled } = called;
      // An open circuit only repeats what is known.
      if (called.ok || called.fault !== null || calls.state() !== 'open' || !health.failing())
        health.note(question.model, called.ok ? null : { why: called.why, fault: called.fault });
      return called.ok
        ? { ...called.value, maybeBilled }
        : { kind: 'failed', text: called.why, usage: null, maybeBilled };
    },
  };
}
