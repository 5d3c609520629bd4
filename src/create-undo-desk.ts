import type { UndoDesk } from './console/page-ports.ts';
import { planUndo } from './domain/plan-undo.ts';
import type { Database } from './store/database.ts';
import { createDuplicateLinks } from './store/duplicate-links.ts';
import { createEffectStore } from './store/effects.ts';
import { createIssueStore } from './store/issues.ts';
import { createUndoReads } from './store/undo-reads.ts';
import { readUndoPast } from './triage/undo.ts';

/** Tells what an undo would do by what we know: the same plan that the worker makes with what GitHub then says. */
export function createUndoDesk(database: Database): UndoDesk {
  const undo = createUndoReads(database);
  const deps = { undo, effects: createEffectStore(database), links: createDuplicateLinks(database) };
  const issues = createIssueStore(database);
  return {
    async preview(repository, effectIds) {
      if (effectIds.length === 0) return [];
      const { effects } = await undo.select(repository, { ids: effectIds }, { limit: effectIds.length });
      const byIssue = Map.groupBy(effects, ({ number }) => number);
      const previews = [...byIssue].map(async ([number, own]) => {
        const issue = await issues.getIssue(repository, number);
        if (!issue) return own.map(({ id }) => ({ id, number, cannot: 'The issue is gone.' }));
        const known = { issue, ...(await readUndoPast(deps, repository, number)) };
        return own.map((effect) => {
          const plan = planUndo(effect, known);
          return { id: effect.id, number, cannot: 'cannot' in plan ? plan.cannot : null };
        });
      });
      return (await Promise.all(previews)).flat();
    },
  };
}
