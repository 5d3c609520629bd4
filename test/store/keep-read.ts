import type { LabelMeaning } from '../../src/domain/issue/decision.ts';
import type { Label, RepositoryRef } from '../../src/domain/issue/repository.ts';
import type { RepositorySettings, RepositoryStore } from '../../src/triage/ports/core.ts';

type Store = Pick<RepositoryStore, 'saveRepository' | 'staleMarks' | 'saveSettings' | 'saveLabels'>;

/** Keeps settings as if they had just been read; the repository is made known where it is not. */
export async function keepSettings(
  repositories: Store,
  repo: RepositoryRef,
  read: RepositorySettings,
): Promise<RepositorySettings | null> {
  await repositories.saveRepository(repo);
  return repositories.saveSettings(repo, read, await repositories.staleMarks(repo));
}

/** The same for labels. */
export async function keepLabels(
  repositories: Store,
  repo: RepositoryRef,
  labels: Label[],
  meanings: LabelMeaning[],
): Promise<boolean> {
  await repositories.saveRepository(repo);
  return repositories.saveLabels(repo, labels, meanings, await repositories.staleMarks(repo));
}
