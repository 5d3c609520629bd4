import { type Action, inverse } from './action.ts';
import type { Issue } from './issue.ts';

/** What is known of an issue when a write on it is to be taken back. */
export interface UndoKnown {
  /** As it stands now. */
  issue: Issue;
  /** When people last changed each label, by its name in lower case: ISO 8601. */
  touched: Readonly<Record<string, string>>;
  /** When people last did each of GitHub's actions (`assigned`, `closed`, `typed` …): ISO 8601. */
  personActions: Readonly<Record<string, string>>;
  /** The living comment as it stands; null where there is none or it was deleted. */
  comment: string | null;
  ignored: boolean;
  /** The issue that it is linked to as a duplicate; null for none. */
  duplicateOf: number | null;
}

export type UndoPlan = { action: Action } | { cannot: string };

/**
 * What takes a write back now, or why that cannot be: what a person did since stands, and what is gone already is left so.
 * `doneAt`: ISO 8601.
 */
export function planUndo(
  done: { action: Action; doneAt: string; undone: boolean },
  known: UndoKnown,
): UndoPlan {
  if (done.undone) return { cannot: 'It was taken back already.' };
  const action = inverse(done.action);
  if (!action) return { cannot: 'There is nothing to go back to.' };
  const cannot = obstacle(done.action, done.doneAt, known);
  return cannot === null ? { action } : { cannot };
}

function obstacle(action: Action, doneAt: string, known: UndoKnown): string | null {
  const { issue } = known;
  const since = (at: string | undefined) => at !== undefined && Date.parse(at) > Date.parse(doneAt);
  const did = (...actions: string[]) => actions.some((each) => since(known.personActions[each]));
  switch (action.kind) {
    case 'label.add':
    case 'label.remove': {
      const standing = has(issue.labels, action.label);
      if (since(known.touched[action.label.toLowerCase()])) return 'A person changed the label since.';
      if (action.kind === 'label.add') return standing ? null : 'The label is gone already.';
      return standing ? 'The label is back already.' : null;
    }
    case 'assignee.add':
    case 'assignee.remove': {
      const standing = has(issue.assignees, action.login);
      if (did('assigned', 'unassigned')) return 'A person changed the assignees since.';
      if (action.kind === 'assignee.add') return standing ? null : 'They are not assigned any more.';
      return standing ? 'They are assigned again.' : null;
    }
    case 'type.set':
      if (did('typed', 'untyped')) return 'A person changed the type since.';
      return (issue.type ?? null) === action.type ? null : 'The type was changed since.';
    case 'issue.close':
    case 'issue.reopen':
      if (did('closed', 'reopened')) return 'A person closed or reopened the issue since.';
      return issue.state === (action.kind === 'issue.close' ? 'closed' : 'open')
        ? null
        : 'The issue was closed or reopened since.';
    case 'comment.upsert':
      if (known.comment === null) return 'The comment is gone.';
      return known.comment === action.body ? null : 'The comment was written anew since.';
    case 'comment.delete':
      return known.comment === null ? null : 'There is a newer comment.';
    case 'duplicate.link':
      return known.duplicateOf === action.of ? null : 'The link was changed since.';
    case 'duplicate.unlink':
      return known.duplicateOf === null ? null : 'It was linked again since.';
    case 'issue.ignore':
      return known.ignored ? null : 'It is not kept off any more.';
    case 'issue.resume':
      return known.ignored ? 'It is kept off again.' : null;
    default:
      return null;
  }
}

function has(names: readonly string[], name: string): boolean {
  return names.some((each) => each.toLowerCase() === name.toLowerCase());
}
