/** Why an issue is closed, in GitHub's words. */
export type CloseReason = 'completed' | 'not_planned' | 'duplicate';

/** A write that a triage, a command or an undo wants. Its key in the ledger is (repository, number, kind, target, cause). */
export type Action = { why: string } & Change;

/** What is written: on GitHub, or (`duplicate.…`, `issue.ignore`, `issue.resume`) in what we know of the issue. */
export type Change =
  | ({ kind: 'label.add' | 'label.remove' } & LabelTarget)
  /** A label of the repository itself; it is deleted again only while no issue carries it. */
  | { kind: 'label.create' | 'label.delete'; label: string; color: string; description: string }
  /**
   * The one living comment of the issue: created once, edited ever after. `previous` is what stood there, null where there
   * was none. `revive`: a person asked for a comment back that was deleted.
   */
  | { kind: 'comment.upsert'; body: string; previous?: string | null; revive?: boolean }
  | { kind: 'comment.delete'; body: string }
  | { kind: 'assignee.add' | 'assignee.remove'; login: string }
  /** GitHub's issue type; null for none. */
  | { kind: 'type.set'; type: string | null; previous: string | null }
  | { kind: 'issue.close'; reason: CloseReason; duplicateOf?: number }
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

interface LabelTarget {
  label: string;
  /** Null for a label that the same cause creates. */
  labelId: number | null;
}

/** There is one living comment an issue. */
export const livingTarget = 'living';

/** What an action changes: two actions of one kind on the same target of one cause are one. */
export function actionTarget(action: Action): string {
  switch (action.kind) {
    case 'label.add':
    case 'label.remove':
      return action.labelId === null ? action.label.toLowerCase() : String(action.labelId);
    case 'label.create':
    case 'label.delete':
      return action.label.toLowerCase();
    case 'comment.upsert':
    case 'comment.delete':
      return livingTarget;
    case 'assignee.add':
    case 'assignee.remove':
      return action.login.toLowerCase();
    case 'reaction.add':
    case 'reaction.remove':
      return `${action.commentId ?? 'issue'}:${action.content}`;
    default:
      return 'issue';
  }
}

/**
 * What takes an action back; null where there is nothing to go back to: a veto of
 * no link, or a comment of an early version, whose row does not say what stood before.
 * Whether it may still be taken back is another question: see `planUndo`.
 */
export function inverse(action: Action): Action | null {
  const change = inverseChange(action);
  return change && { ...change, why: 'Taken back.' };
}

function inverseChange(action: Action): Change | null {
  switch (action.kind) {
    case 'label.add':
    case 'label.remove': {
      const { label, labelId } = action;
      return { kind: action.kind === 'label.add' ? 'label.remove' : 'label.add', label, labelId };
    }
    case 'label.create':
    case 'label.delete': {
      const { label, color, description } = action;
      const kind = action.kind === 'label.create' ? 'label.delete' : 'label.create';
      return { kind, label, color, description };
    }
    case 'comment.upsert':
      return undoComment(action);
    case 'comment.delete':
      return { kind: 'comment.upsert', body: action.body, previous: null, revive: true };
    case 'assignee.add':
    case 'assignee.remove':
      return {
        kind: action.kind === 'assignee.add' ? 'assignee.remove' : 'assignee.add',
        login: action.login,
      };
    case 'type.set':
      return { kind: 'type.set', type: action.previous, previous: action.type };
    case 'issue.close':
      return { kind: 'issue.reopen', reason: action.reason, ...duplicateOf(action) };
    case 'issue.reopen':
      return { kind: 'issue.close', reason: action.reason ?? 'completed', ...duplicateOf(action) };
    case 'reaction.add':
    case 'reaction.remove': {
      const { commentId, content } = action;
      const kind = action.kind === 'reaction.add' ? 'reaction.remove' : 'reaction.add';
      return { kind, commentId, content };
    }
    case 'duplicate.link':
      return action.previous === null
        ? { kind: 'duplicate.unlink', of: action.of }
        : { kind: 'duplicate.link', of: action.previous, previous: action.of };
    case 'duplicate.unlink':
      return action.of === null ? null : { kind: 'duplicate.link', of: action.of, previous: null };
    case 'issue.ignore':
      return { kind: 'issue.resume' };
    case 'issue.resume':
      return { kind: 'issue.ignore' };
  }
}

function undoComment({ body, previous }: { body: string; previous?: string | null }): Change | null {
  if (previous === undefined) return null;
  return previous === null
    ? { kind: 'comment.delete', body }
    : { kind: 'comment.upsert', body: previous, previous: body };
}

function duplicateOf({ duplicateOf }: { duplicateOf?: number }): { duplicateOf?: number } {
  return duplicateOf === undefined ? {} : { duplicateOf };
}
