import type { RecordReason, Stored } from '../issue/autonomy-reason.ts';
import type { Autonomy } from '../issue/decision.ts';

/** What a repository has taught so far. Keys that are labels are label names in lower case. */
export interface LearnedState {
  /** The confidence from which a label's precision reaches the target, 0.5 to 1. */
  thresholds: Record<string, number>;
  /** Each label's place on the ladder. */
  ladder: Record<string, { autonomy: Autonomy; why: Stored<RecordReason> }>;
  /** Each person's and team's place on the ladder, by `ownerKey` (routing/owner-track-record.ts); absent before the first. */
  owners?: Record<string, { autonomy: Autonomy; why: Stored<RecordReason> }>;
  /** The weight of each source's opinion, by `Opinion.source`; 0 ignores the source. */
  trust: Record<string, number>;
  /** How much agreeing sources reinforce each other (trust.ts); 1, not at all, if absent. */
  sharpness?: number;
}

/** The state of a repository without any lessons yet. */
export const emptyLearnedState: LearnedState = { thresholds: {}, ladder: {}, trust: {} };
