import type { RepositoryRef } from '../domain/issue/repository.ts';
import type { RepositoryDirectory } from '../read/api.ts';
import { isForgottenInstallation } from '../store/core/database-error.ts';
import type { AppReads } from '../triage/ports/follow-up.ts';

/** How long the app's installations are cached, in milliseconds. A new one is listed after a minute at most. */
const keptFor = 60_000;

/**
 * Lists the repositories the app is installed on. GitHub provides the installations, and the database their
 * repositories.
 */
export function createRepositoryCache(
  repositoriesOf: (installationId: number) => Promise<RepositoryRef[]>,
  reads: Pick<AppReads, 'installations'>,
): RepositoryDirectory {
  let kept: { at: number; ids: Promise<number[]> } | null = null;
  const installations = (): Promise<number[]> => {
    if (kept && Date.now() - kept.at < keptFor) return kept.ids;
    const asked = { at: Date.now(), ids: reads.installations() };
    kept = asked;
    // Failures are not cached.
    asked.ids.catch(() => {
      if (kept === asked) kept = null;
    });
    return asked.ids;
  };
  return {
    async all() {
      const lists = await Promise.all((await installations()).map((id) => repositoriesOf(id).catch(gone)));
      return lists.flat().toSorted((a, b) => a.repositoryId - b.repositoryId);
    },
  };
}

/** Whether an installation has been deleted although GitHub listed it a moment ago. */
function gone(error: unknown): [] {
  if (isForgottenInstallation(error)) return [];
  throw error;
}
