import { rounded } from './figures.ts';

/** The top of one issue's list, as a flag "duplicate" would take it. */
export interface Flag {
  number: number;
  candidate: number;
  likelihood: number;
  /** The record links the two. */
  right: boolean;
  /** For how many issues it stands: above 1 where not every issue was looked at. */
  weight: number;
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
  let raised = 0;
  for (const flag of order) {
    raised += flag.weight;
    if (flag.right) right++;
    if (right < wanted) continue;
    return {
      precision: rounded(right / raised),
      coverage: rounded(right / duplicates),
      threshold: rounded(flag.likelihood),
      flags: raised,
    };
  }
  return null;
}

/** The wrong ones among the flags from a likelihood up, in the order of filing: up to `most`, spread over the whole time. */
export function sampleWrong(flags: readonly Flag[], threshold: number, most: number): Flag[] {
  const wrong = flags.filter(({ right, likelihood }) => !right && likelihood >= threshold);
  const every = Math.max(1, wrong.length / most);
  return wrong.filter((_, i) => Math.floor(i / every) > Math.floor((i - 1) / every));
}
