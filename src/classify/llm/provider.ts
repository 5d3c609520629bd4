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
  state: PatientCalls['state'];
}

/** A wire with patience. */
export function createProvider(wire: Wire, patience: Patience = {}): Provider {
  const calls = createPatientCalls(patience);
  return {
    source: wire.source,
    billable: wire.billable,
    refusals: wire.refusals,
    state: calls.state,
    async ask(question) {
      const called = await calls.call((signal) => wire.ask(question, signal));
      const { maybeBilled } = called;
      return called.ok
        ? { ...called.value, maybeBilled }
        : { kind: 'failed', text: called.why, usage: null, maybeBilled };
    },
  };
}
