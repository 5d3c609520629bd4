import type { Dimension, OwnerKind } from '../issue/decision.ts';

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
  /** Who they would have been suggested to; absent in replays of earlier versions. */
  owners?: ReplayedOwner[];
}

/** One person or team that a past issue would have been suggested to, by what was known when it was filed. */
export interface ReplayedOwner {
  number: number;
  kind: OwnerKind;
  name: string;
  /** Whether people agreed. */
  right: boolean;
}

export interface ReplayedValue {
  dimension: Dimension;
  value: string;
  /** Issues that people gave it. */
  seen: number[];
  /** Issues for which it was decided: the number, the confidence, and 1 where people had given it, else 0. */
  outcomes: [number, number, 0 | 1][];
}
