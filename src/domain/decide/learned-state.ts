import type { Autonomy } from '../issue/decision.ts';

/** What a repository has taught so far. Keys that are labels are label names in lower case. */
export interface LearnedState {
  /** The confidence from which a label's precision reaches the target, 0.5 to 1. */
  thresholds: Record<string, number>;
  /** Each label's place on the ladder. */
  ladder: Record<string, { autonomy: Autonomy; why: string }>;
  /** How much a source's opinion counts against another's, by `Opinion.source`; 0 silences it. */
  trust: Record<string, number>;
  /** How far sources that agree are surer together than each alone (trust.ts); 1, no surer, where absent. */
  sharpness?: number;
}

/** A repository that has taught nothing yet. */
export const emptyLearnedState: LearnedState = { thresholds: {}, ladder: {}, trust: {} };
