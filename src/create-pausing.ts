import { appSwitchedId, choreId } from './chore-id.ts';
import type { Queue } from './queue/queue.ts';
import type { Database } from './store/database.ts';
import { installedRepositories } from './store/installed-repositories.ts';
import { createPauseStore } from './store/pauses.ts';
import type { PauseStore } from './triage/pause-ports.ts';

/** Pauses; and once something is resumed, what waited meanwhile is looked for and triaged. */
export function createPausing(
  database: Database,
  queue: { chores: Pick<Queue['chores'], 'add'> },
): PauseStore {
  const store = createPauseStore(database);
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
        for (const place of await installedRepositories(database, scope.installationId))
          await queue.chores.add(choreId('resume', place));
      return changed;
    },
  };
}
