import type { HostedFault, HostedState } from '../../domain/settings/hosted-state.ts';

/** Since when questions have come back without an answer, and why the last one did. */
export type Failing = NonNullable<HostedState['failing']>;

export interface CallHealth {
  /** Null while the server answers, and before it was asked. */
  failing(): Failing | null;
  /** True once a question was answered. */
  answered(): boolean;
  /** Notes what one question came to: null where it was answered. */
  note(model: string, failure: { why: string; fault: HostedFault | null } | null): void;
}

/** Keeps since when a server has failed. `onChange` is told when that begins, ends or has another reason. */
export function createCallHealth(
  onChange: () => void = () => {},
  now: () => Date = () => new Date(),
): CallHealth {
  let failing: Failing | null = null;
  let answered = false;
  return {
    failing: () => failing,
    answered: () => answered,
    note(model, failure) {
      if (!failure) answered = true;
      const before = failing;
      const since = before?.since ?? now().toISOString();
      failing = failure && { model, since, ...failure };
      // "For 7 s", "for 6 s": a reason that counts is the same reason.
      if (before?.fault !== failing?.fault || (before === null) !== (failing === null)) onChange();
    },
  };
}
