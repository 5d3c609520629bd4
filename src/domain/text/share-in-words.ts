import { percent } from './percent.ts';

/** A percentage of fewer outcomes than this claims more than they show. */
export const minForPercent = 20;

/** A share of some outcomes: `2 of 3`, and from twenty outcomes on a percentage, rounded down; `–` of none. */
export function shareInWords(part: number, whole: number): string {
  if (whole === 0) return '–';
  return whole < minForPercent ? `${part} of ${whole}` : percent(part / whole);
}

/** A percentage drawn from some outcomes, such as a bound: `–` of fewer than twenty. */
export function percentOf(share: number, outcomes: number): string {
  return outcomes < minForPercent ? '–' : percent(share);
}
