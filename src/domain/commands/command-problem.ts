import type { Dimension } from '../issue/decision.ts';
import type { UndoObstacle } from '../issue/undo-obstacle.ts';
import type { WriteRefusal } from '../issue/write-refusal.ts';

/**
 * Why a command or a request was not carried out, as it is told on GitHub and in the timeline. Texts are foreign and are neutralized
 * where they are rendered. Codes are stored, and never renamed.
 */
export type CommandProblem =
  | WriteRefusal
  | { code: 'unknown_label'; name: string }
  | { code: 'unknown_team'; name: string; known: string[] }
  | { code: 'unknown_value'; dimension: Dimension; value: string; known: string[] }
  /** `known`: titles of open milestones. */
  | { code: 'unknown_milestone'; name: string; known: string[] }
  | { code: 'other_repository' }
  /** The team has no label in this repository, and none of its members is available. */
  | { code: 'empty_team' }
  | { code: 'nothing_to_undo' }
  | { code: 'not_undone'; obstacle: UndoObstacle }
  | { code: 'paused' }
  | { code: 'too_many'; most: number }
  /** `/dispatch` alone. */
  | { code: 'no_command' }
  | { code: 'unknown_command'; word: string }
  /** `word` and `meant` with their slash. */
  | { code: 'misspelled'; word: string; meant: string }
  | { code: 'bad_argument'; usage: string }
  /** Nothing is written on the issue, whoever asks. */
  | { code: 'issue_gone' | 'locked' | 'no_triage_label' | 'ignored' }
  | { code: 'no_access'; login: string }
  /** What is to be undone is not in this repository. */
  | { code: 'unknown_changes' };

/** A problem as the timeline keeps it: several where several writes failed; early versions kept an English sentence. */
export type KeptProblem = CommandProblem | string | (CommandProblem | string)[];
