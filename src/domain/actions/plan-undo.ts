import type { UndoObstacle } from '../issue/undo-obstacle.ts';
import type { Action } from './action.ts';
import { inverse, undoObstacle } from './action-kinds.ts';
import type { UndoKnown } from './undo-known.ts';

export type UndoPlan = { action: Action } | { cannot: UndoObstacle };

/**
 * The action that undoes a write, or why it can't be undone now: what a person changed since is left as it is.
 * `doneAt`: ISO 8601.
 */
export function planUndo(
  done: { action: Action; doneAt: string; undone: boolean; githubId: number | null },
  known: UndoKnown,
): UndoPlan {
  if (done.undone) return { cannot: { code: 'undone' } };
  const action = inverse(done.action, done.githubId);
  if (!action) return { cannot: { code: 'irreversible' } };
  const code = undoObstacle(done.action, done.doneAt, known);
  return code === null ? { action } : { cannot: { code } };
}
