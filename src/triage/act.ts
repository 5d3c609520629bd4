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
  by: Provenance;
}

/**
 * Writes actions on GitHub through the effects ledger: first a row each, then the calls, then done. Safe to run again
 * after a crash at any point. Throws when GitHub may answer later; a final no is kept with the row.
 */
export async function act(deps: ActDeps, { repo, number, cause, actions, by }: Act): Promise<void> {
  if (actions.length === 0) return;
  const effects = await deps.effects.intend(repo, number, cause, actions, by);
  const open = effects.filter((effect) => effect.status === 'intended');
  await addLabels(deps, repo, number, open);
  for (const effect of open) {
    const { action } = effect;
    if (action.kind === 'label.remove') {
      await settle(deps, repo, number, [effect], async () => {
        await deps.github.removeLabel(repo, number, action.label);
        return null;
      });
    }
    if (action.kind === 'comment.upsert') {
      await settle(deps, repo, number, [effect], () =>
        writeLivingComment(deps, { repo, number, body: action.body, fresh: effect.fresh }),
      );
    }
  }
}

/** All labels of one cause go on in one request. */
async function addLabels(deps: ActDeps, repo: RepositoryRef, number: number, open: Effect[]): Promise<void> {
  const adding = open.filter((effect) => effect.action.kind === 'label.add');
  const names = adding.flatMap(({ action }) => (action.kind === 'label.add' ? [action.label] : []));
  if (names.length === 0) return;
  await settle(deps, repo, number, adding, async () => {
    await deps.github.addLabels(repo, number, names);
    return null;
  });
}

/** Runs the call of one or more rows; `call` answers the comment's id at GitHub, or null where there is none. */
async function settle(
  deps: ActDeps,
  repo: RepositoryRef,
  number: number,
  effects: Effect[],
  call: () => Promise<number | null>,
): Promise<void> {
  try {
    const githubId = await call();
    await deps.effects.complete(
      repo,
      number,
      effects.map(({ id }) => ({ id, githubId })),
    );
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    for (const effect of effects) await deps.effects.refuse(repo, number, effect.id, error.message);
  }
}
