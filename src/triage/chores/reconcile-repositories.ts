import type { ChoreEnd } from '../../domain/issue/chore-end.ts';
import type { RepositoryKey } from '../../domain/issue/repository.ts';
import { type ChoreDeps, type ChoreQueue, choreId } from '../ports/chores.ts';
import type { AppReads } from '../ports/follow-up.ts';
import type { BackfillStore } from '../ports/past.ts';
import type { Embedder } from '../ports/search.ts';
import type { ThemeStore } from '../ports/themes.ts';
import { embedderAsKnown } from '../similar/embedder-for.ts';

export interface EveryRepositoryDeps {
  appReads: Pick<AppReads, 'installations'>;
  installedRepositories(installationId: number): Promise<RepositoryKey[]>;
  /** True for the error that the database raises once an installation was removed. */
  isForgotten(error: unknown): boolean;
}

export interface ReconcileDeps
  extends EveryRepositoryDeps,
    Pick<ChoreDeps, 'findRepository' | 'repositories'> {
  chores: ChoreQueue;
  backfills: Pick<BackfillStore, 'get' | 'begin'>;
  themes: Pick<ThemeStore, 'lacking'>;
  embedder: Embedder;
}

/** One for the whole App, however many workers start. */
export const reconcileId = choreId('look-around', { installationId: 0, repositoryId: 0 });

/**
 * Finds repositories that no event announced: those whose backfill never started (installed by an earlier version, or while
 * the App was down), and those with issues that lack an index entry or a vector of the current model.
 */
export function reconcileRepositories(deps: ReconcileDeps): Promise<ChoreEnd> {
  return forEveryRepository(deps, async (key) => {
    if (await lacksSimilar(deps, key)) await deps.chores.hurry(choreId('themes', key));
    if (await deps.backfills.get(key)) return;
    await deps.backfills.begin(key);
    await deps.chores.add(choreId('backfill', key));
  });
}

/** Runs `work` on each repository of each installation, one after the other. Removed installations are skipped. */
export async function forEveryRepository(
  deps: EveryRepositoryDeps,
  work: (key: RepositoryKey) => Promise<void>,
): Promise<ChoreEnd> {
  for (const installationId of await deps.appReads.installations()) {
    try {
      for (const key of await deps.installedRepositories(installationId)) await work(key);
    } catch (error) {
      if (!deps.isForgotten(error)) throw error;
    }
  }
  return 'done';
}

async function lacksSimilar(deps: ReconcileDeps, key: RepositoryKey): Promise<boolean> {
  const repo = await deps.findRepository(key);
  if (!repo) return false;
  const { model } = await embedderAsKnown(deps.embedder, deps.repositories, repo);
  for (const part of ['embedding', 'index'] as const)
    if ((await deps.themes.lacking(key, part, model, 0, 1)).length > 0) return true;
  return false;
}
