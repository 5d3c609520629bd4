import type { CommandProblem } from '../commands/command-problem.ts';
import type { UndoObstacle } from '../issue/undo-obstacle.ts';
import type { Catalog } from './catalog.ts';
import { renderCode } from './render-code.ts';

/** Why a write can't be undone, as a sentence in the catalog's language. */
export function obstacleWords(words: Pick<Catalog, 'problem' | 'obstacle'>, obstacle: UndoObstacle): string {
  switch (obstacle.code) {
    case 'refused':
      return words.problem.refused_by_github({ code: 'refused_by_github', reason: obstacle.reason });
    case 'prevented':
      return renderCode<CommandProblem>(words.problem, obstacle.by);
    default:
      return words.obstacle[obstacle.code];
  }
}
