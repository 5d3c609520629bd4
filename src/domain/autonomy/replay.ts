import type { Dimension } from '../issue/decision.ts';

/** How a repository's past issues would have been triaged, each by models that had not learnt from it. */
export interface Replay {
  format: 1;
  /** Issues replayed whose truth people have set, and in how many parts each model was trained. */
  issues: number;
  folds: number;
  /** Numbers of the oldest and the newest of them; 0 without any. */
  from: number;
  to: number;
  values: ReplayedValue[];
}

export interface ReplayedValue {
  dimension: Dimension;
  value: string;
  /** Issues that people gave it. */
  seen: number[];
  /** Issues for which it was decided: the number, the confidence, and 1 where people had given it, else 0. */
  outcomes: [number, number, 0 | 1][];
}
