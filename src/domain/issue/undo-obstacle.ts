import type { WriteRefusal } from './write-refusal.ts';

/** Why a write can't be undone now. Codes are stored with requests that were refused. */
export type UndoObstacle =
  | { code: ObstacleCode }
  /** GitHub refused the call, in its own words. */
  | { code: 'refused'; reason: string }
  /** The write that would undo it was refused for another reason. */
  | { code: 'prevented'; by: WriteRefusal };

export type ObstacleCode =
  | 'undone'
  | 'irreversible'
  | 'issue_gone'
  | 'label_changed'
  | 'label_removed'
  | 'label_added'
  | 'comment_gone'
  | 'comment_changed'
  | 'comment_replaced'
  | 'assignees_changed'
  | 'unassigned'
  | 'reassigned'
  | 'type_changed'
  | 'milestone_changed'
  | 'state_changed'
  | 'link_changed'
  | 'resumed'
  | 'ignored';
