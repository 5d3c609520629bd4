import type { Action } from '../../domain/actions/action.ts';
import { planUndo } from '../../domain/actions/plan-undo.ts';
import type { RepositoryRef } from '../../domain/issue/repository.ts';
import type { UndoObstacle } from '../../domain/issue/undo-obstacle.ts';
import type { IssueStore } from '../ports/core.ts';
import type { DoneEffect, EffectFilter } from '../ports/undo.ts';
import { readUndoPast, type UndoDeps } from './undo.ts';

export type PreviewUndoDeps = Pick<UndoDeps, 'undo' | 'effects' | 'links'> & {
  issues: Pick<IssueStore, 'getIssue'>;
};

/** One write and what taking it back would do now, as far as we know the issue; GitHub is asked when it is done. */
export interface UndoPreview {
  effect: DoneEffect;
  /** What would be written; null where it cannot be taken back. */
  change: Action | null;
  /** Why it can't be undone; null if it can. */
  cannot: UndoObstacle | null;
}

/** A page of writes that fit the filter, newest first, each with what taking it back would do. Nothing is written. */
export async function previewUndo(
  deps: PreviewUndoDeps,
  repo: RepositoryRef,
  filter: EffectFilter,
  page: { limit: number; before?: string },
): Promise<{ rows: UndoPreview[]; next: string | null }> {
  const { effects, next } = await deps.undo.select(repo, { ...filter, undone: false }, page);
  const known = new Map<number, Awaited<ReturnType<typeof readKnown>>>();
  const rows: UndoPreview[] = [];
  for (const effect of effects) {
    const { number } = effect;
    if (!known.has(number)) known.set(number, await readKnown(deps, repo, number));
    const ofIssue = known.get(number) ?? null;
    const planned = ofIssue ? planUndo(effect, ofIssue) : { cannot: { code: 'issue_gone' as const } };
    rows.push(
      'cannot' in planned
        ? { effect, change: null, cannot: planned.cannot }
        : { effect, change: planned.action, cannot: null },
    );
  }
  return { rows, next };
}

async function readKnown(deps: PreviewUndoDeps, repo: RepositoryRef, number: number) {
  const issue = await deps.issues.getIssue(repo, number);
  return issue && { issue, ...(await readUndoPast(deps, repo, number)) };
}
