import type { Dimension } from '../issue/decision.ts';
import type { UndoObstacle } from '../issue/undo-obstacle.ts';

/** Why a command was not run, as it is told on GitHub. Texts are foreign and are neutralized where they are rendered. */
export type CommandProblem =
  | { code: 'unknown_label'; name: string }
  | { code: 'unknown_team'; name: string; known: string[] }
  | { code: 'unknown_value'; dimension: Dimension; value: string; known: string[] }
  | { code: 'unknown_issue'; number: number }
  | { code: 'other_repository' }
  | { code: 'own_duplicate' }
  /** The team has no label in this repository, and none of its members is available. */
  | { code: 'empty_team' }
  | { code: 'nothing_to_undo' }
  | { code: 'not_undone'; obstacle: UndoObstacle }
  | { code: 'refused_by_github'; reason: string }
  | { code: 'paused' }
  | { code: 'too_many'; most: number }
  /** `/dispatch` alone. */
  | { code: 'no_command' }
  | { code: 'unknown_command'; word: string }
  /** `word` and `meant` with their slash. */
  | { code: 'misspelled'; word: string; meant: string }
  | { code: 'bad_argument'; usage: string };
