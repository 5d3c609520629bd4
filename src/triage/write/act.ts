import type { Stored } from '../../domain/issue/autonomy-reason.ts';
import type { WriteRefusal } from '../../domain/issue/write-refusal.ts';
import { Refused } from '../core/refused.ts';
import type { RepositoryStore } from '../ports/core.ts';
import type { Effect } from '../ports/effects.ts';
import type { UnitOfWork } from '../ports/unit-of-work.ts';
import { addExistingLabels, type LabelNotAdded } from './add-existing-labels.ts';
import { type PerformDeps, perform } from './perform.ts';
import {
  type Act,
  isPausable,
  isStaleRemoval,
  openOf,
  type PreparedWrites,
  prepareWrites,
} from './prepare-writes.ts';

export interface ActDeps extends PerformDeps {
  repositories: Pick<RepositoryStore, 'markLabelsStale'>;
  unit: UnitOfWork;
}

/** What became of one write. */
export interface Outcome {
  effect: Effect;
  /** `held`: a pause began before it, or it was to be held; it is finished when the cause comes again. */
  status: 'done' | 'refused' | 'held';
  /** Why it was refused; null otherwise. */
  reason: Stored<WriteRefusal> | null;
}

/**
 * Writes actions on GitHub through the effects ledger: first a row each, then the calls, then done. Safe to run again
 * after a crash at any point; what an earlier attempt left open is finished. Whether a pause has begun is asked before each
 * call that no person asked for. Throws when GitHub may answer later; a final no is kept with the row. Returns what became
 * of every row of the cause.
 */
export async function act(deps: ActDeps, work: Act): Promise<Outcome[]> {
  return makeWrites(deps, work, await deps.unit(work.repo, (stores) => prepareWrites(stores, work)));
}

/** Makes the writes that `prepareWrites` kept in the ledger; see `act`. */
export async function makeWrites(deps: ActDeps, work: Act, prepared: PreparedWrites): Promise<Outcome[]> {
  const { repo, number } = work;
  const { effects, ownLabels, comment } = prepared;
  const outcomes = new Map(effects.flatMap((effect) => settledBefore(effect)));
  let { held } = prepared;
  const settleBy = async (run: () => Promise<Settled>) => {
    // Once held, the rest is too: a label that was not created cannot be put on.
    if (held) return;
    const settled = await run();
    held = settled.paused;
    for (const outcome of settled.outcomes) outcomes.set(outcome.effect.id, outcome);
  };
  const settle = (some: Effect[], call: () => Promise<number | null>) =>
    settleBy(() => settleAll(deps, work, some, call));
  const open = openOf(effects, work);
  const early = open.filter(({ action }) => action.kind === 'label.create');
  for (const effect of early) await settle([effect], () => perform(deps, repo, number, effect));
  const adding = open.filter(({ action }) => action.kind === 'label.add');
  const away = adding.filter(({ action }) => 'label' in action && work.takenAway.includes(action.label));
  for (const effect of away) await settle([effect], refuse({ code: 'taken_off' }));
  const due = adding.filter((effect) => !away.includes(effect));
  // All labels of one cause go on in one request.
  if (due.length > 0) await settleBy(() => settleLabels(deps, work, due));
  for (const effect of open) {
    if (early.includes(effect) || adding.includes(effect)) continue;
    const touched =
      work.by.actor.kind === 'bot' && isStaleRemoval(effect) && !ownLabels.includes(effect.action.label);
    const call = touched ? refuse({ code: 'put_on' }) : () => perform(deps, repo, number, effect, comment);
    await settle([effect], call);
  }
  return effects.map((effect) => outcomes.get(effect.id) ?? { effect, status: 'held', reason: null });
}

function settledBefore(effect: Effect): [string, Outcome][] {
  const { id, status, reason } = effect;
  return status === 'intended' ? [] : [[id, { effect, status, reason }]];
}

const refuse = (refusal: WriteRefusal) => async (): Promise<null> => {
  throw new Refused(refusal);
};

/** What the writes change about the issue's labels. */
function changedLabels(effects: readonly Effect[]): { added: string[]; removed: string[] } {
  const of = (kind: 'label.add' | 'label.remove') =>
    effects.flatMap(({ action }) => (action.kind === kind ? [action.label] : []));
  return { added: of('label.add'), removed: of('label.remove') };
}

/** What became of some writes, and whether a pause has begun meanwhile. */
interface Settled {
  outcomes: Outcome[];
  paused: boolean;
}

/** Puts labels on in one request; those that the repository does not have any more, or leaves to people, are refused. */
async function settleLabels(deps: ActDeps, work: Act, effects: Effect[]): Promise<Settled> {
  const { repo, number } = work;
  const labels = effects.flatMap(({ action }) => (action.kind === 'label.add' ? [action] : []));
  let missed: LabelNotAdded[] = [];
  try {
    missed = await addExistingLabels(deps, repo, number, labels);
  } catch (error) {
    return settleAll(deps, work, effects, () => Promise.reject(error));
  }
  if (missed.some(({ refusal }) => refusal.code === 'label_gone'))
    await deps.repositories.markLabelsStale(repo);
  const isOf = (label: string) => (effect: Effect) =>
    'label' in effect.action && effect.action.label === label;
  const added = effects.filter((effect) => !missed.some(({ label }) => isOf(label)(effect)));
  const parts = added.length > 0 ? [await settleAll(deps, work, added, async () => null)] : [];
  for (const { label, refusal } of missed)
    parts.push(await settleAll(deps, work, effects.filter(isOf(label)), refuse(refusal)));
  return {
    outcomes: parts.flatMap(({ outcomes }) => outcomes),
    paused: parts.some(({ paused }) => paused),
  };
}

/** Runs the call of one or more rows; `call` answers the id at GitHub of what was made, or null. */
async function settleAll(
  deps: ActDeps,
  work: Act,
  effects: Effect[],
  call: () => Promise<number | null>,
): Promise<Settled> {
  let made: { githubId: number | null } | { refused: WriteRefusal };
  try {
    made = { githubId: await call() };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    made = { refused: error.refusal };
  }
  const { repo, number, alongside } = work;
  const paused = await deps.unit(repo, async (stores) => {
    for (const effect of alongside ? effects : []) await alongside?.(stores, effect);
    const end = async () => {
      if ('refused' in made)
        for (const { id } of effects) await stores.effects.refuse(repo, number, id, made.refused);
      else {
        const { githubId } = made;
        const done = effects.map(({ id }) => ({ id, githubId }));
        await stores.issues.noteLabels(repo, number, changedLabels(effects));
        await stores.effects.complete(repo, number, done);
      }
    };
    const [begun] = await Promise.all([isPausable(work) && stores.repositories.isPaused(repo), end()]);
    return begun;
  });
  const end =
    'refused' in made
      ? { status: 'refused' as const, reason: made.refused }
      : { status: 'done' as const, reason: null };
  return { outcomes: effects.map((effect) => ({ effect, ...end })), paused };
}
