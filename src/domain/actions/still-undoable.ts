import type { Action } from './action.ts';
import { inverse, isActionKind, reversedBy } from './action-kinds.ts';

/** A row of the ledger, as far as it matters here. */
export interface WrittenRow {
  id: string;
  action: Action;
  target: string;
  cause: string;
  status: 'intended' | 'done' | 'refused';
  doneAt: Date | null;
}

/**
 * Whether an undo of this write is worth offering: it was done, something takes it back, and nothing has since. `others` are the
 * writes on the same issue. What people did on GitHub is looked at when it is undone: see `planUndo`.
 */
export function stillUndoable(row: WrittenRow, others: readonly WrittenRow[]): boolean {
  const { id, action, target, status } = row;
  if (status !== 'done' || !isActionKind(action.kind) || inverse(action) === null) return false;
  const reversing = reversedBy(action.kind);
  return !others.some(
    (other) =>
      other.status === 'done' &&
      other.id !== id &&
      (other.cause === `undo:${id}` ||
        (other.target === target &&
          reversing.includes(other.action.kind) &&
          (other.doneAt?.getTime() ?? 0) > (row.doneAt?.getTime() ?? 0))),
  );
}
