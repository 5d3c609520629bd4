import type { Queue } from '../queue/queue.ts';
import { appSwitchedId, choreId } from '../triage/ports/chores.ts';
import type { PauseStore } from '../triage/ports/pauses.ts';
import type { Stores } from './stores.ts';

/** Pauses and resumes triage. After a resume, issues that were queued in the meantime are triaged. */
export function createPausing(
  { pauses: store, installedRepositories }: Pick<Stores, 'pauses' | 'installedRepositories'>,
  queue: { chores: Pick<Queue['chores'], 'add'> },
): PauseStore {
  return {
    ...store,
    async set(scope, paused, by) {
      const changed = await store.set(scope, paused, by);
      const at = new Date().toISOString();
      if (changed && scope.kind === 'app') await queue.chores.add(appSwitchedId({ paused, by, at }));
      if (!changed || paused) return changed;
      if (scope.kind === 'app')
        await queue.chores.add(choreId('resume-all', { installationId: 0, repositoryId: 0 }));
      else if (scope.kind === 'repository') await queue.chores.add(choreId('resume', scope));
      else
        for (const place of await installedRepositories(scope.installationId))
          await queue.chores.add(choreId('resume', place));
      return changed;
    },
  };
}
