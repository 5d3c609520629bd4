import type { Decision, Dimension, LabelMeaning } from '../issue/decision.ts';

/** An issue of the same repository that people have labeled, and what they said. */
export interface TaughtExample {
  title: string;
  body: string;
  values: Pick<Decision['values'][number], 'dimension' | 'value'>[];
}

/** What a prompt is made of. */
export interface PromptRequest {
  title: string;
  body: string;
  meanings: readonly LabelMeaning[];
  /** The dimensions that are asked about; all without it. */
  only?: readonly Dimension[];
  /** Nearest first; as many as fit are shown. */
  examples: readonly TaughtExample[];
  /** What the local model thinks of each area, from 0 to 1: where not all areas fit, the likeliest are offered. */
  likely?: ReadonlyMap<string, number>;
  /** What the repository's settings tell the model of its labels; empty for nothing. */
  guidance?: string;
  /** What GitHub shows as the repository's description; empty for none. */
  description?: string | undefined;
  /** The author's relation to the repository, in GitHub's word, such as `MEMBER`. */
  association?: string | undefined;
}
