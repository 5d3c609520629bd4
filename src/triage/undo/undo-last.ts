import { isAcknowledgement } from '../../domain/actions/action-kinds.ts';
import type { Lesson } from '../../domain/issue/lesson.ts';
import type { DoneEffect } from '../ports/undo.ts';
import { type UndoDeps, type Undone, type UndoWork, undoEffects } from './undo.ts';

/** Rows looked through for the last action. */
const lookedThrough = 200;

export type LastWork = Omit<UndoWork, 'ids'>;

export interface UndoneLast {
  undone: Undone[];
  /** Lessons that were revoked without a write to take back. */
  revoked: number;
}

/**
 * Takes the last action on an issue back: all that the latest triage, command or request wrote that was not taken back
 * yet, answers to commands aside; or the lesson alone, where it wrote nothing. Nothing where there is none. A second
 * attempt goes on with what the first one chose.
 */
export async function undoLast(deps: UndoDeps, work: LastWork): Promise<UndoneLast> {
  const { repo, number, request } = work;
  const begun = await deps.undo.select(repo, { number, request }, { limit: lookedThrough });
  const chosen = begun.effects.flatMap(({ cause }) => (cause.startsWith('undo:') ? [cause.slice(5)] : []));
  if (chosen.length === 0) {
    const last = await lastWrite(deps, work);
    const revoked = await revokeLater(deps, work, last);
    if (revoked > 0 || !last) return { undone: [], revoked };
    return { undone: await undoCause(deps, work, last.cause, []), revoked: 0 };
  }
  const [first] = (await deps.undo.select(repo, { number, ids: chosen }, { limit: 1 })).effects;
  return { undone: first ? await undoCause(deps, work, first.cause, chosen) : [], revoked: 0 };
}

async function undoCause(
  deps: UndoDeps,
  work: LastWork,
  cause: string,
  chosen: readonly string[],
): Promise<Undone[]> {
  const group = await deps.undo.select(work.repo, { number: work.number, cause }, { limit: lookedThrough });
  const open = group.effects.filter(({ undone, id }) => !undone || chosen.includes(id));
  return undoEffects(deps, { ...work, ids: open.map(({ id }) => id) });
}

async function lastWrite(deps: UndoDeps, { repo, number }: LastWork): Promise<DoneEffect | undefined> {
  const { effects } = await deps.undo.select(repo, { number, undone: false }, { limit: lookedThrough });
  return effects.find(({ action, cause }) => !isAcknowledgement(action) && !cause.endsWith(':answer'));
}

/** Revokes what a command or request after the last write taught, where it only taught. Returns how many lessons. */
async function revokeLater(deps: UndoDeps, work: LastWork, last: DoneEffect | undefined): Promise<number> {
  const { repo, number, by, request } = work;
  const lessons = await deps.lessons.list(repo, { number, revoked: true }, lookedThrough);
  // An earlier attempt has done it.
  const done = lessons.filter(({ revoked }) => revoked?.request === request);
  if (done.length > 0) return done.length;
  const latest = lessons.find((lesson) => lesson.revoked === null && isAsked(lesson));
  if (!latest || (last && Date.parse(latest.at) <= Date.parse(last.doneAt))) return 0;
  const wrote = await deps.undo.select(repo, { number, cause: latest.cause }, { limit: 1 });
  if (wrote.effects.some(({ undone }) => !undone)) return 0;
  const ids = lessons.filter(({ cause }) => cause === latest.cause).map(({ id }) => id);
  return (await deps.lessons.revoke(repo, { ids }, by, request)).length;
}

const isAsked = ({ cause }: Lesson) => /^(?:comment|opened|request):/.test(cause);
