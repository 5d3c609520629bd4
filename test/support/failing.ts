import type { UnitOfWork } from '../../src/triage/ports/unit-of-work.ts';

/** What stands for the process dying. */
export class Killed extends Error {
  override readonly name = 'Killed';
}

/** Counts steps, one before and one after every call, and dies at one of them. */
export interface Failpoint {
  /** The step at which it dies, from 1; 0 for never. */
  at: number;
  /** Steps that were reached. */
  reached: number;
  /** Once dead, nothing goes through any more, until it is set to null for the next start. */
  dead: boolean;
}

/** The same object, whose methods die where the failpoint says: before a call, or after it went through. */
export function failing<T extends object>(target: T, failpoint: Failpoint): T {
  return new Proxy(target, {
    get(object, key) {
      const member = Reflect.get(object, key) as unknown;
      if (typeof member !== 'function') return member;
      return async (...args: unknown[]) => {
        step(failpoint);
        const answer: unknown = await member.apply(object, args);
        step(failpoint);
        return answer;
      };
    },
  });
}

/** The same for units of work: it dies before one, or after it was committed. Within one nothing can be seen of a death. */
export function failingUnit(unit: UnitOfWork, failpoint: Failpoint): UnitOfWork {
  return failing({ unit }, failpoint).unit as UnitOfWork;
}

function step(failpoint: Failpoint): void {
  failpoint.reached++;
  if (failpoint.reached === failpoint.at) failpoint.dead = true;
  if (failpoint.dead) throw new Killed(`at step ${failpoint.reached}`);
}
