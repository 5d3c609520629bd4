import { planUndo } from '../../domain/actions/plan-undo.ts';
import type { UndoKnown } from '../../domain/actions/undo-known.ts';
import type { Stored } from '../../domain/issue/autonomy-reason.ts';
import type { Account } from '../../domain/issue/issue.ts';
import type { RepositoryRef } from '../../domain/issue/repository.ts';
import type { UndoObstacle } from '../../domain/issue/undo-obstacle.ts';
import type { WriteRefusal } from '../../domain/issue/write-refusal.ts';
import type { DuplicateLinks } from '../ports/duplicates.ts';
import type { LessonStore } from '../ports/lessons.ts';
import type { DoneEffect, UndoReads } from '../ports/undo.ts';
import { type ActDeps, act } from '../write/act.ts';

export interface UndoDeps extends ActDeps {
  undo: UndoReads;
  links: DuplicateLinks;
  lessons: Pick<LessonStore, 'list' | 'revoke'>;
}

export interface UndoWork {
  repo: RepositoryRef;
  number: number;
  /** Rows of the ledger, all of this issue. */
  ids: readonly string[];
  by: Account;
  deliveryId: string | null;
  /** The command or request that asks for it. */
  request: string;
}

/** The outcome of undoing one row. */
export interface Undone {
  effect: DoneEffect;
  /** Why it was not undone; null if it was. */
  cannot: UndoObstacle | null;
}

const maxLessons = 500;

/**
 * Undoes writes on one issue, newest first, each through a row of its own whose cause is `undo:<id>`, so that it is safe to
 * run again. What a person changed since is left as it is. The lessons of a command that is undone are revoked.
 */
export async function undoEffects(deps: UndoDeps, work: UndoWork): Promise<Undone[]> {
  const { repo, number, by, deliveryId, request } = work;
  const { effects } = await deps.undo.select(repo, { ids: work.ids, number }, { limit: work.ids.length });
  const known = await readUndoKnown(deps, repo, number);
  const undone: Undone[] = [];
  for (const effect of effects) {
    const cause = `undo:${effect.id}`;
    const provenance = { deliveryId, actor: by, models: [], request };
    const begun = await deps.effects.intend(repo, number, cause, [], provenance);
    // An earlier attempt may have gone through at GitHub: its row is finished, whatever the issue looks like by now.
    const plan = begun.length > 0 ? { action: null } : known && planUndo(effect, known);
    if (!plan) undone.push({ effect, cannot: { code: 'issue_gone' } });
    else if ('cannot' in plan) undone.push({ effect, cannot: plan.cannot });
    else {
      const actions = plan.action ? [plan.action] : [];
      const outcomes = await act(deps, {
        ...{ repo, number, cause, actions },
        takenAway: [],
        by: provenance,
      });
      const refused = outcomes.find(({ status }) => status === 'refused');
      undone.push({ effect, cannot: refused?.reason ? toObstacle(refused.reason) : null });
    }
  }
  await revokeLessons(deps, work, undone);
  return undone;
}

function toObstacle(reason: Stored<WriteRefusal>): UndoObstacle {
  if (typeof reason === 'string') return { code: 'refused', reason };
  return reason.code === 'refused_by_github'
    ? { code: 'refused', reason: reason.reason }
    : { code: 'prevented', by: reason };
}

/** What undoing an issue's writes has to heed, as GitHub has it now; null where the issue is gone. */
async function readUndoKnown(deps: UndoDeps, repo: RepositoryRef, number: number): Promise<UndoKnown | null> {
  const issue = await deps.github.getIssue(repo, number);
  if (!issue) return null;
  return { issue, ...(await readUndoPast(deps, repo, number)) };
}

/** The same without the issue: everything that our own store knows. */
export async function readUndoPast(
  deps: Pick<UndoDeps, 'undo' | 'effects' | 'links'>,
  repo: RepositoryRef,
  number: number,
): Promise<Omit<UndoKnown, 'issue'>> {
  const [touches, personActions, comment, ignored, duplicateOf] = await Promise.all([
    deps.undo.labelTouches(repo, number),
    deps.undo.personActions(repo, number),
    deps.effects.livingComment(repo, number),
    deps.effects.isIgnored(repo, number),
    deps.links.canonicalOf(repo, number),
  ]);
  return {
    touched: Object.fromEntries(touches.map(({ label, at }) => [label, at])),
    personActions,
    comment: comment && !comment.deleted ? comment.body : null,
    ignored,
    duplicateOf,
  };
}

async function revokeLessons(deps: UndoDeps, work: UndoWork, undone: readonly Undone[]): Promise<void> {
  const causes = new Set(undone.flatMap(({ effect, cannot }) => (cannot === null ? [effect.cause] : [])));
  if (causes.size === 0) return;
  const lessons = await deps.lessons.list(work.repo, { number: work.number }, maxLessons);
  const ids = lessons.filter(({ cause }) => causes.has(cause)).map(({ id }) => id);
  if (ids.length > 0) await deps.lessons.revoke(work.repo, { ids }, work.by);
}
