import type { RepositoryKey } from '../../domain/issue/repository.ts';
import type { ChoreEnd } from '../../queue/chores.ts';
import type { Queue } from '../../queue/queue.ts';
import { isForgottenInstallation } from '../../store/core/database-error.ts';
import { choreId, readAppSwitch } from '../../triage/ports/chores.ts';
import type { AppReads } from '../../triage/ports/follow-up.ts';
import { embedderAsKnown } from '../../triage/similar/embedder-for.ts';
import type { Services } from '../services.ts';

export interface ReconcileParts {
  services: Services;
  queue: Pick<Queue, 'chores'>;
  appReads: Pick<AppReads, 'installations'>;
}

/** One for the whole App, however many workers start. */
export const reconcileId = choreId('look-around', { installationId: 0, repositoryId: 0 });

/** Issues taken up again after a pause, at most, and the seconds from one to the next: GitHub allows 500 writes an hour. */
const mostResumed = 2_000;
const paceSeconds = 8;
/** By then no process believes any more that the whole App is paused. */
const believedSeconds = 2;

/** What was being decided when the pause began was not written: so long before it is looked at again. */
const decidingMs = 600_000;

/** The chores that look at repositories which no event told of: their past was never read, or a pause is over. */
export function createReconcileRepositories({ services, queue, appReads }: ReconcileParts) {
  const { pauses, backlogReads: backlog, backfills, later, repositories, themes, embedder } = services;

  /** After an update or another setting: issues that are not indexed yet, or that have a vector of another model. */
  const lacksSimilar = async (repository: RepositoryKey): Promise<boolean> => {
    const repo = await services.findRepository(repository);
    if (!repo) return false;
    const { model } = await embedderAsKnown(embedder, repositories, repo);
    for (const part of ['embedding', 'index'] as const)
      if ((await themes.lacking(repository, part, model, 0, 1)).length > 0) return true;
    return false;
  };

  const everywhere = async (work: (repository: RepositoryKey) => Promise<void>): Promise<ChoreEnd> => {
    for (const installationId of await appReads.installations()) {
      try {
        for (const repository of await services.installedRepositories(installationId)) await work(repository);
      } catch (error) {
        if (!isForgottenInstallation(error)) throw error;
      }
    }
    return 'done';
  };

  return {
    /** Repositories from before the past was read, or whose beginning was missed; and those whose issues lack a vector. */
    'look-around': () =>
      everywhere(async (repository) => {
        if (await lacksSimilar(repository)) await queue.chores.hurry(choreId('themes', repository));
        if (await backfills.get(repository)) return;
        await backfills.begin(repository);
        await queue.chores.add(choreId('backfill', repository));
      }),

    'app-switched': (_place: RepositoryKey, _signal: AbortSignal, rest: string[]) =>
      everywhere((repository) => pauses.noteApp(repository, readAppSwitch(rest))),

    'resume-all': () => everywhere((repository) => queue.chores.add(choreId('resume', repository))),

    /** Triages what came, and what changed, while nothing was triaged. */
    async resume(repository: RepositoryKey): Promise<ChoreEnd> {
      // Read anew: what a process believes of the whole App may be a second old.
      if (Object.values(await pauses.read(repository)).includes(true)) return 'done';
      const since = await pauses.lastPaused(repository);
      const from = since && new Date(Date.parse(since) - decidingMs).toISOString();
      const numbers = await backlog.changedSince(repository, from, mostResumed);
      for (const [i, number] of numbers.entries()) {
        const work = { kind: 'triage', ...repository, number, key: '', cause: `resume:${since}` };
        await later.add(work, believedSeconds + i * paceSeconds, { gather: true });
      }
      return 'done';
    },
  };
}
