import type { RepositoryRef } from '../domain/issue/repository.ts';
import type { RepositoryDirectory } from '../read/api.ts';
import { isForgottenInstallation } from '../store/core/database-error.ts';
import type { AppReads } from '../triage/ports/follow-up.ts';

/** How long the App's installations are kept, in milliseconds: a new one is listed a minute later at the most. */
const keptFor = 60_000;

/** What the App is installed on: GitHub says which installations there are, the database what they hold. */
export function createRepositoryCache(
  repositoriesOf: (installationId: number) => Promise<RepositoryRef[]>,
  reads: Pick<AppReads, 'installations'>,
): RepositoryDirectory {
  let kept: { at: number; ids: Promise<number[]> } | null = null;
  const installations = (): Promise<number[]> => {
    if (kept && Date.now() - kept.at < keptFor) return kept.ids;
    const asked = { at: Date.now(), ids: reads.installations() };
    kept = asked;
    // A failure is not kept.
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

/** An installation that is forgotten, though GitHub named it a moment ago. */
function gone(error: unknown): [] {
  if (isForgottenInstallation(error)) return [];
  throw error;
}
