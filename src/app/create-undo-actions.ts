import { randomUUID } from 'node:crypto';
import { planUndo } from '../domain/actions/plan-undo.ts';
import { en } from '../domain/words/en.ts';
import { renderObstacle } from '../domain/words/render-obstacle.ts';
import type { UserRequests } from '../queue/user-requests.ts';
import type { UndoActions } from '../read/pages.ts';
import { previewUndo } from '../triage/undo/preview-undo.ts';
import { maxUndone, requestUndo } from '../triage/undo/request-undo.ts';
import { readUndoPast } from '../triage/undo/undo.ts';
import type { Stores } from './stores.ts';

/** Number of writes shown in the preview of a bulk undo. */
const newestShown = 50;

/** Previews an undo from stored data, with the same plan that the worker makes from GitHub's current state. */
export function createUndoActions(
  { undo, effects, duplicates: links, issues }: Pick<Stores, 'undo' | 'effects' | 'duplicates' | 'issues'>,
  box: UserRequests,
): UndoActions {
  const deps = { undo, effects, links };
  return {
    async previewAll(repository, filter) {
      const numbers = new Set<number>();
      let [writes, before]: [number, string | undefined] = [0, undefined];
      do {
        const page = await undo.select(
          repository,
          { ...filter, undone: false },
          { limit: 500, ...(before === undefined ? {} : { before }) },
        );
        for (const { number } of page.effects) numbers.add(number);
        writes += page.effects.length;
        before = page.next ?? undefined;
      } while (before !== undefined && writes < maxUndone);
      const { rows } = await previewUndo({ ...deps, issues }, repository, filter, { limit: newestShown });
      const newest = rows.map(({ effect: { id, number }, cannot }) => ({
        ...{ id, number },
        cannot: cannot && renderObstacle(cannot),
      }));
      return { writes, issues: numbers.size, more: before !== undefined, newest };
    },
    askAll: (repository, filter, by, at) =>
      requestUndo(
        { undo, box, newId: randomUUID },
        { repo: repository, filter, by, door: 'console', at: at.toISOString() },
      ),
    async preview(repository, effectIds) {
      if (effectIds.length === 0) return [];
      const { effects } = await undo.select(repository, { ids: effectIds }, { limit: effectIds.length });
      const byIssue = Map.groupBy(effects, ({ number }) => number);
      const previews = [...byIssue].map(async ([number, own]) => {
        const issue = await issues.getIssue(repository, number);
        if (!issue) return own.map(({ id }) => ({ id, number, cannot: en.obstacle.issue_gone }));
        const known = { issue, ...(await readUndoPast(deps, repository, number)) };
        return own.map((effect) => {
          const plan = planUndo(effect, known);
          return { id: effect.id, number, cannot: 'cannot' in plan ? renderObstacle(plan.cannot) : null };
        });
      });
      return (await Promise.all(previews)).flat();
    },
  };
}
