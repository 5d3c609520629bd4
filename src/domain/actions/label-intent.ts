import type { Certainty } from '../issue/certainty.ts';

/** Why a label is put on, as GitHub shows it beside the label. */
export interface LabelIntent {
  /** Plain text of at most 280 characters, in which nothing foreign is live. */
  rationale: string;
  confidence: Certainty;
}
