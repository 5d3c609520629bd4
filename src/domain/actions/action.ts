import type { CommentParts } from '../comment/comment-parts.ts';
import type { CloseReason } from '../issue/close-reason.ts';
import type { Milestone } from '../issue/issue.ts';
import type { StoredActionReason } from './action-reason.ts';
import type { LabelIntent } from './label-intent.ts';

/** A write that a triage, a command or an undo wants. Its key in the ledger is (repository, number, kind, target, cause). */
export type Action = { why: StoredActionReason } & Change;

/** What is written: on GitHub, or (`duplicate.…`, `issue.ignore`, `issue.resume`) in what we know of the issue. */
export type Change =
  | ({ kind: 'label.add' | 'label.remove' } & LabelTarget)
  | { kind: 'label.create'; label: string; color: string; description: string }
  /**
   * A label of the repository itself. It is deleted only while no issue carries it and it is the one that was created here:
   * `labelId` is GitHub's id of that, null where people had made the label before.
   */
  | { kind: 'label.delete'; label: string; color: string; description: string; labelId: number | null }
  /**
   * The one living comment of the issue: created once, edited ever after. `previous` is what stood there, null where there
   * was none. `revive`: a person asked for a comment back that was deleted.
   */
  | {
      kind: 'comment.upsert';
      body: string;
      previous?: string | null;
      revive?: boolean;
      /** What the body says, and what the comment said before; absent in rows of an early version. */
      parts?: CommentParts;
      previousParts?: CommentParts;
    }
  | { kind: 'comment.delete'; body: string; parts?: CommentParts }
  | { kind: 'assignee.add' | 'assignee.remove'; login: string }
  /** GitHub's issue type; null for none. */
  | { kind: 'type.set'; type: string | null; previous: string | null }
  /** Null for none. */
  | { kind: 'milestone.set'; milestone: Milestone | null; previous: Milestone | null }
  /** `was`: the reason of an issue that was closed already, and is closed for another one now. */
  | { kind: 'issue.close'; reason: CloseReason; duplicateOf?: number; was?: CloseReason }
  /** `reason`: why it was closed before. */
  | { kind: 'issue.reopen'; reason?: CloseReason; duplicateOf?: number }
  /** On a comment, or on the issue itself where `commentId` is null. */
  | { kind: 'reaction.add' | 'reaction.remove'; commentId: number | null; content: '+1' | 'confused' }
  /** `previous`: the issue that it was linked to before, null for none. */
  | { kind: 'duplicate.link'; of: number; previous: number | null }
  /** `of` is null where it was linked to none; `related`: what the comment showed as related is vetoed with it. */
  | { kind: 'duplicate.unlink'; of: number | null; related?: boolean }
  | { kind: 'issue.ignore' | 'issue.resume' };

export type ActionKind = Action['kind'];

/** The action of one kind, also where several kinds are written alike. */
export type ActionOf<K extends ActionKind> = Action extends infer A
  ? A extends Action
    ? K extends A['kind']
      ? A & { kind: K }
      : never
    : never
  : never;

interface LabelTarget {
  label: string;
  /** Null for a label that the same cause creates. */
  labelId: number | null;
  /** Of a label that is put on unasked where GitHub takes a reason with it. */
  intent?: LabelIntent;
}

/** There is one living comment an issue. */
export const livingTarget = 'living';
