import type { UndoObstacle } from '../issue/undo-obstacle.ts';
import { en } from './en.ts';
import { obstacleWords } from './obstacle-words.ts';

/** Why a write can't be undone, as an English sentence; GitHub's own words are foreign text. */
export function renderObstacle(obstacle: UndoObstacle): string {
  return obstacle.code === 'refused' ? obstacle.reason : obstacleWords(en, obstacle);
}
