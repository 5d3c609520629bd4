import type { UndoObstacle } from '../issue/undo-obstacle.ts';
import { en } from './en.ts';

/** Why a write can't be undone, as an English sentence; GitHub's own words are foreign text. */
export function renderObstacle(obstacle: UndoObstacle): string {
  return obstacle.code === 'refused' ? obstacle.reason : en.obstacle[obstacle.code];
}
