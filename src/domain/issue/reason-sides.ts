import type { Reason } from './decision.ts';

/** What speaks for a value, strongest first. Only this may be called its reason. */
export function reasonsFor(reasons: readonly Reason[]): Reason[] {
  return reasons.filter(({ weight }) => weight > 0).toSorted((a, b) => b.weight - a.weight);
}

/** What speaks against a value, strongest first. */
export function reasonsAgainst(reasons: readonly Reason[]): Reason[] {
  return reasons.filter(({ weight }) => weight < 0).toSorted((a, b) => a.weight - b.weight);
}
