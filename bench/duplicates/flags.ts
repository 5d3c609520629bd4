import { rounded } from './figures.ts';

/** The top of one issue's list, as a flag "duplicate" would take it. */
export interface Flag {
  number: number;
  candidate: number;
  likelihood: number;
  /** The record links the two. */
  right: boolean;
}

export interface FlagFigures {
  /** Share of the flags that the record calls right. */
  precision: number;
  /** Share of the recorded duplicates that are flagged with the right issue. */
  coverage: number;
  /** The likelihood from which is flagged. */
  threshold: number;
  flags: number;
}

/**
 * Precision when flags are raised from the greatest likelihood down until the given share of all recorded duplicates is
 * flagged rightly. Null where that share is never reached.
 */
export function flagFigures(flags: readonly Flag[], duplicates: number, share: number): FlagFigures | null {
  const order = [...flags].sort((a, b) => b.likelihood - a.likelihood);
  const wanted = Math.max(1, Math.ceil(share * duplicates));
  let right = 0;
  for (const [i, flag] of order.entries()) {
    if (flag.right) right++;
    if (right < wanted) continue;
    const raised = i + 1;
    return {
      precision: rounded(right / raised),
      coverage: rounded(right / duplicates),
      threshold: rounded(flag.likelihood),
      flags: raised,
    };
  }
  return null;
}
