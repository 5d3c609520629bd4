import { randomUUID } from 'node:crypto';
import type { UndoDesk } from './console/page-ports.ts';
import { planUndo } from './domain/plan-undo.ts';
import type { Queue } from './queue/queue.ts';
import { createRequestBox } from './queue/request-box.ts';
import type { Database } from './store/database.ts';
import { createDuplicateLinks } from './store/duplicate-links.ts';
import { createEffectStore } from './store/effects.ts';
import { createIssueStore } from './store/issues.ts';
import { createUndoReads } from './store/undo-reads.ts';
import { previewUndo } from './triage/preview-undo.ts';
import { mostUndone, requestUndo } from './triage/request-undo.ts';
import { readUndoPast } from './triage/undo.ts';

/** So many of everything are shown before it is taken back. */
const newestShown = 50;

/** Tells what an undo would do by what we know: the same plan that the worker makes with what GitHub then says. */
export function createUndoDesk(database: Database, queue: Pick<Queue, 'enqueue'>): UndoDesk {
  const undo = createUndoReads(database);
  const deps = { undo, effects: createEffectStore(database), links: createDuplicateLinks(database) };
  const issues = createIssueStore(database);
  const box = createRequestBox(database, queue);
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
      } while (before !== undefined && writes < mostUndone);
      const { rows } = await previewUndo({ ...deps, issues }, repository, filter, { limit: newestShown });
      const newest = rows.map(({ effect: { id, number }, cannot }) => ({ id, number, cannot }));
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
