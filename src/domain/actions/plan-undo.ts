import type { Action } from './action.ts';
import { inverse, undoObstacle } from './action-kinds.ts';
import type { UndoKnown } from './undo-known.ts';

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
  const cannot = undoObstacle(done.action, done.doneAt, known);
  return cannot === null ? { action } : { cannot };
}
