import type { Autonomy, Dimension } from './decision.ts';
import type { Account } from './issue.ts';

/** What a lesson is about: a label of the issue, the link to another issue, or that nothing will come of it. */
export type LessonSubject =
  | { kind: 'label'; label: string; labelId: number | null; dimension: Dimension; value: string }
  /** A value of a dimension for which the repository has no label. */
  | { kind: 'value'; dimension: Dimension; value: string }
  /** `of` is null where the issue was closed as a duplicate and GitHub does not say of which. */
  | { kind: 'duplicate'; of: number | null }
  /** Not a duplicate of `of`; of nothing at all where it is null. */
  | { kind: 'not-duplicate'; of: number | null }
  | { kind: 'not-planned' };

/**
 * `accepted`: what we said was left to stand or approved. `rejected`: it is wrong for this issue. `missed`: it is right
 * for this issue, and we had not written it.
 */
export type Verdict = 'accepted' | 'rejected' | 'missed';

/**
 * The door through which a lesson came. `reaction`: a 👎 on the living comment. `time`: what we wrote stood until the issue was
 * closed, or for 14 days.
 */
export type LessonSource = 'label' | 'command' | 'console' | 'close' | 'reaction' | 'time';

/** What our latest decision before the lesson said of its subject. */
export interface Said {
  /** 0 to 1. */
  confidence: number;
  threshold: number;
  autonomy: Autonomy;
  /** The sources that agreed, for example `local v3`. */
  models: string[];
}

export interface NewLesson {
  number: number;
  subject: LessonSubject;
  verdict: Verdict;
  source: LessonSource;
  /** Who taught it; null for `time` alone. */
  by: Account | null;
  /** The delivery or the request; the same cause and subject teach once. */
  cause: string;
  deliveryId: string | null;
  /** ISO 8601, UTC. */
  at: string;
  /** Null where we had said nothing of it. */
  said: Said | null;
}

/** Something that a person taught us of one issue. Revoked, it counts for nothing, and stays to be seen. */
export interface Lesson extends NewLesson {
  /** A UUID. */
  id: string;
  /** `request`: the command or request that asked for it, where one did. */
  revoked: { by: Account; at: string; request?: string } | null;
}
