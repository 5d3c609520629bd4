import type { Action } from '../../domain/actions/action.ts';
import type { RepositoryRef } from '../../domain/issue/repository.ts';
import type { Effect, Provenance } from '../ports/effects.ts';
import type { UnitStores } from '../ports/unit-of-work.ts';
import { type CommentState, readCommentState } from './write-living-comment.ts';

export interface Act {
  repo: RepositoryRef;
  number: number;
  /** What the writes are done for; the same cause never writes twice. */
  cause: string;
  actions: Action[];
  /** Names of labels that a person took away: a write that an earlier attempt left open does not put them back. */
  takenAway: readonly string[];
  /** Names of our own labels on the issue, where the caller knows better than what is kept. */
  ownLabels?: readonly string[];
  /** Rows of an earlier attempt, by their ids, that stay open: the issue as it stands does not ask for them. */
  hold?: readonly string[];
  by: Provenance;
  /** The caller has seen in the same unit of work that nothing is paused. */
  isUnpaused?: boolean;
  /** Kept together with the end of an effect. */
  alongside?: (stores: UnitStores, effect: Effect) => Promise<void>;
}

/** Writes that are intended and can be made, with what making them needs to know. */
export interface PreparedWrites {
  /** Every row of the cause. */
  effects: Effect[];
  /** A pause keeps all of them back. */
  held: boolean;
  /** Our own labels on the issue; empty where no write needs them. */
  ownLabels: readonly string[];
  /** Null where no comment is to be written, or where it has to be read right before. */
  comment: CommentState | null;
}

/** Nobody's issue needs more than this many rounds of unasked writes in an hour; what asks for more is a loop. */
export const maxRounds = 5;
const tripped = { code: 'too_many_rounds' as const, most: maxRounds };

/** Keeps what is to be written, a row each, and reads what the writing needs; in one unit of work. */
export async function prepareWrites(stores: UnitStores, work: Act): Promise<PreparedWrites> {
  const { repo, number, cause, actions, by } = work;
  const effects = await stores.effects.intend(repo, number, cause, actions, by);
  const open = openOf(effects, work);
  const isFresh = by.actor.kind === 'bot' && effects.some(({ fresh }) => fresh);
  const [rounds, held, ownLabels, comment] = await Promise.all([
    isFresh ? stores.effects.unaskedRounds(repo, number, cause) : 0,
    isPausable(work) && !work.isUnpaused && open.length > 0 && stores.repositories.isPaused(repo),
    open.some(isStaleRemoval) ? (work.ownLabels ?? stores.effects.ownLabels(repo, number)) : [],
    writesOnlyComment(open) ? readCommentState(stores.effects, repo, number) : null,
  ]);
  if (rounds < maxRounds) return { effects, held, ownLabels, comment };
  for (const { id, fresh } of effects) if (fresh) await stores.effects.refuse(repo, number, id, tripped);
  return prepareWrites(stores, { ...work, actions: [] });
}

/** It posts or edits the living comment, and does nothing to it before that. */
function writesOnlyComment(open: readonly Effect[]): boolean {
  const kinds = open.map(({ action }) => action.kind);
  return kinds.includes('comment.upsert') && !kinds.includes('comment.delete');
}

/** The rows that are to be written now. */
export function openOf(effects: readonly Effect[], { hold }: Pick<Act, 'hold'>): Effect[] {
  return effects.filter(({ id, status }) => status === 'intended' && !hold?.includes(id));
}

/** A pause keeps back what no person asked for. */
export function isPausable({ by }: Pick<Act, 'by'>): boolean {
  return by.actor.kind === 'bot' && by.request === undefined;
}

/** An earlier attempt meant to take a label off: since then a person may have put it on. */
export function isStaleRemoval(effect: Effect): effect is Effect & { action: { label: string } } {
  return !effect.fresh && effect.action.kind === 'label.remove';
}
