import type { Action } from '../domain/plan.ts';
import type { RepositoryRef } from '../domain/repository.ts';
import type { Effect, EffectStore, GitHub, Provenance } from './ports.ts';
import { Refused } from './refused.ts';
import { writeLivingComment } from './write-living-comment.ts';

export interface ActDeps {
  github: GitHub;
  effects: EffectStore;
}

export interface Act {
  repo: RepositoryRef;
  number: number;
  /** What the writes are done for; the same cause never writes twice. */
  cause: string;
  actions: Action[];
  /** Names of labels that a person took away: a write that an earlier attempt left open does not put them back. */
  takenAway: readonly string[];
  by: Provenance;
}

/**
 * Writes actions on GitHub through the effects ledger: first a row each, then the calls, then done. Safe to run again
 * after a crash at any point; what an earlier attempt left open is finished. Throws when GitHub may answer later; a final
 * no is kept with the row.
 */
export async function act(deps: ActDeps, work: Act): Promise<void> {
  const { repo, number, cause, actions, by } = work;
  const effects = await deps.effects.intend(repo, number, cause, actions, by);
  const open = effects.filter((effect) => effect.status === 'intended');
  await addLabels(deps, work, open);
  for (const effect of open) {
    const { action } = effect;
    if (action.kind === 'label.remove') {
      await settle(deps, work, [effect], async () => {
        await deps.github.removeLabel(repo, number, action.label);
        return null;
      });
    }
    if (action.kind === 'assignee.add') {
      await settle(deps, work, [effect], async () => {
        await deps.github.addAssignee(repo, number, action.login);
        return null;
      });
    }
    if (action.kind === 'comment.upsert') {
      const comment = { repo, number, body: action.body, fresh: effect.fresh };
      await settle(deps, work, [effect], () => writeLivingComment(deps, comment));
    }
  }
}

/** All labels of one cause go on in one request. */
async function addLabels(deps: ActDeps, work: Act, open: readonly Effect[]): Promise<void> {
  const adding = open.flatMap((effect) =>
    effect.action.kind === 'label.add' ? { effect, label: effect.action.label } : [],
  );
  const due = adding.filter(({ label }) => !work.takenAway.includes(label));
  for (const { effect } of adding.filter((each) => !due.includes(each))) {
    await deps.effects.refuse(work.repo, work.number, effect.id, 'a person took the label away');
  }
  if (due.length === 0) return;
  await settle(
    deps,
    work,
    due.map(({ effect }) => effect),
    async () => {
      await deps.github.addLabels(
        work.repo,
        work.number,
        due.map(({ label }) => label),
      );
      return null;
    },
  );
}

/** Runs the call of one or more rows; `call` answers the comment's id at GitHub, or null where there is none. */
async function settle(
  deps: ActDeps,
  work: Act,
  effects: Effect[],
  call: () => Promise<number | null>,
): Promise<void> {
  try {
    const githubId = await call();
    const done = effects.map(({ id }) => ({ id, githubId }));
    await deps.effects.complete(work.repo, work.number, done);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    for (const effect of effects) await deps.effects.refuse(work.repo, work.number, effect.id, error.message);
  }
}
