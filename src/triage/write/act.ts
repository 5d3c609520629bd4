import type { Action } from '../../domain/actions/action.ts';
import type { RepositoryRef } from '../../domain/issue/repository.ts';
import { Refused } from '../core/refused.ts';
import type { RepositoryStore } from '../ports/core.ts';
import type { Effect, Provenance } from '../ports/effects.ts';
import { addExistingLabels } from './add-existing-labels.ts';
import { labelGone, type PerformDeps, perform } from './perform.ts';

export interface ActDeps extends PerformDeps {
  repositories: Pick<RepositoryStore, 'isPaused' | 'markLabelsStale'>;
}

export interface Act {
  repo: RepositoryRef;
  number: number;
  /** What the writes are done for; the same cause never writes twice. */
  cause: string;
  actions: Action[];
  /** Names of labels that a person took away: a write that an earlier attempt left open does not put them back. */
  takenAway: readonly string[];
  /** Rows of an earlier attempt, by their ids, that stay open: the issue as it stands does not ask for them. */
  hold?: readonly string[];
  by: Provenance;
}

/** What became of one write. */
export interface Outcome {
  effect: Effect;
  /** `held`: a pause began before it, or it was to be held; it is finished when the cause comes again. */
  status: 'done' | 'refused' | 'held';
  /** Why it was refused; null otherwise. */
  reason: string | null;
}

/**
 * Writes actions on GitHub through the effects ledger: first a row each, then the calls, then done. Safe to run again
 * after a crash at any point; what an earlier attempt left open is finished. Whether a pause has begun is asked before each
 * call that no person asked for. Throws when GitHub may answer later; a final no is kept with the row. Returns what became
 * of every row of the cause.
 */
export async function act(deps: ActDeps, work: Act): Promise<Outcome[]> {
  const { repo, number, cause, actions, by } = work;
  const effects = await deps.effects.intend(repo, number, cause, actions, by);
  const unasked = by.actor.kind === 'bot';
  if (unasked && effects.some(({ fresh }) => fresh) && (await isTripped(deps, work))) {
    for (const { id, fresh } of effects) if (fresh) await deps.effects.refuse(repo, number, id, tripped);
    return act(deps, { ...work, actions: [] });
  }
  const outcomes = new Map(effects.flatMap((effect) => settledBefore(effect)));
  const pausable = unasked && by.request === undefined;
  let held = false;
  const settleBy = async (run: () => Promise<Outcome[]>) => {
    // Once held, the rest is too: a label that was not created cannot be put on.
    held ||= pausable && (await deps.repositories.isPaused(repo));
    if (held) return;
    for (const outcome of await run()) outcomes.set(outcome.effect.id, outcome);
  };
  const settle = (some: Effect[], call: () => Promise<number | null>) =>
    settleBy(() => settleAll(deps, work, some, call));
  const open = effects.filter(({ id, status }) => status === 'intended' && !work.hold?.includes(id));
  const early = open.filter(({ action }) => action.kind === 'label.create');
  for (const effect of early) await settle([effect], () => perform(deps, repo, number, effect));
  const adding = open.filter(({ action }) => action.kind === 'label.add');
  const away = adding.filter(({ action }) => 'label' in action && work.takenAway.includes(action.label));
  for (const effect of away) await settle([effect], refuse('a person took the label away'));
  const due = adding.filter((effect) => !away.includes(effect));
  // All labels of one cause go on in one request.
  if (due.length > 0) await settleBy(() => settleLabels(deps, work, due));
  const ours = open.some(isStaleRemoval) ? await deps.effects.ownLabels(repo, number) : [];
  for (const effect of open) {
    if (early.includes(effect) || adding.includes(effect)) continue;
    const touched = unasked && isStaleRemoval(effect) && !ours.includes(effect.action.label);
    const call = touched ? refuse('a person put the label on') : () => perform(deps, repo, number, effect);
    await settle([effect], call);
  }
  return effects.map((effect) => outcomes.get(effect.id) ?? { effect, status: 'held', reason: null });
}

/** Nobody's issue needs more than this many rounds of unasked writes in an hour; what asks for more is a loop. */
export const maxRounds = 5;
const tripped = `more than ${maxRounds} rounds of writes within an hour`;

async function isTripped({ effects }: ActDeps, { repo, number, cause }: Act): Promise<boolean> {
  return (await effects.unaskedRounds(repo, number, cause)) >= maxRounds;
}

/** An earlier attempt meant to take a label off: since then a person may have put it on. */
function isStaleRemoval(effect: Effect): effect is Effect & { action: { label: string } } {
  return !effect.fresh && effect.action.kind === 'label.remove';
}

function settledBefore(effect: Effect): [string, Outcome][] {
  const { id, status, reason } = effect;
  return status === 'intended' ? [] : [[id, { effect, status, reason }]];
}

const refuse = (reason: string) => async (): Promise<null> => {
  throw new Refused(reason);
};

/** Puts labels on in one request; those that the repository does not have any more are refused. */
async function settleLabels(deps: ActDeps, work: Act, effects: Effect[]): Promise<Outcome[]> {
  const { repo, number } = work;
  const labels = effects.flatMap(({ action }) => (action.kind === 'label.add' ? [action] : []));
  let gone: string[] = [];
  try {
    gone = await addExistingLabels(deps.github, repo, number, labels);
  } catch (error) {
    return settleAll(deps, work, effects, () => Promise.reject(error));
  }
  if (gone.length > 0) await deps.repositories.markLabelsStale(repo);
  const isGone = ({ action }: Effect) => 'label' in action && gone.includes(action.label);
  const added = effects.filter((effect) => !isGone(effect));
  return [
    ...(added.length > 0 ? await settleAll(deps, work, added, async () => null) : []),
    ...(gone.length > 0 ? await settleAll(deps, work, effects.filter(isGone), refuse(labelGone)) : []),
  ];
}

/** Runs the call of one or more rows; `call` answers the id at GitHub of what was made, or null. */
async function settleAll(
  deps: ActDeps,
  work: Act,
  effects: Effect[],
  call: () => Promise<number | null>,
): Promise<Outcome[]> {
  try {
    const githubId = await call();
    const done = effects.map(({ id }) => ({ id, githubId }));
    await deps.effects.complete(work.repo, work.number, done);
    return effects.map((effect) => ({ effect, status: 'done', reason: null }));
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    for (const effect of effects) await deps.effects.refuse(work.repo, work.number, effect.id, error.message);
    return effects.map((effect) => ({ effect, status: 'refused', reason: error.message }));
  }
}
