import type { ActionKind } from '../domain/action.ts';
import { type UndoDeps, type Undone, type UndoWork, undoEffects } from './undo.ts';

/** Reactions acknowledge a command; nobody means them by "the last action". */
const acknowledgements: readonly ActionKind[] = ['reaction.add', 'reaction.remove'];
/** Rows looked through for the last action. */
const lookedThrough = 200;

/**
 * Takes the bot's last action on an issue back: all that the latest triage, command or request wrote that was not taken
 * back yet, answers to commands aside. Empty where there is none. A second attempt goes on with what the first one chose.
 */
export async function undoLast(deps: UndoDeps, work: Omit<UndoWork, 'ids'>): Promise<Undone[]> {
  const { repo, number, request } = work;
  const begun = await deps.undo.select(repo, { number, request }, { limit: lookedThrough });
  const chosen = begun.effects.flatMap(({ cause }) => (cause.startsWith('undo:') ? [cause.slice(5)] : []));
  const before =
    chosen.length > 0
      ? (await deps.undo.select(repo, { number, ids: chosen }, { limit: 1 })).effects[0]?.cause
      : await lastCause(deps, work);
  if (before === undefined) return [];
  const group = await deps.undo.select(repo, { number, cause: before }, { limit: lookedThrough });
  const open = group.effects.filter(({ undone, id }) => !undone || chosen.includes(id));
  return undoEffects(deps, { ...work, ids: open.map(({ id }) => id) });
}

async function lastCause(
  deps: UndoDeps,
  { repo, number }: Omit<UndoWork, 'ids'>,
): Promise<string | undefined> {
  const { effects } = await deps.undo.select(repo, { number, undone: false }, { limit: lookedThrough });
  return effects.find(
    ({ action, cause }) => !acknowledgements.includes(action.kind) && !cause.endsWith(':answer'),
  )?.cause;
}
