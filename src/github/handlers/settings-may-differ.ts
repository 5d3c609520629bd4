import type { RepositoryRef } from '../../domain/issue/repository.ts';
import type { AppDeps } from './app-deps.ts';

/** An organization's repository of this name holds settings and issue forms for all of its repositories. */
export function isShared({ name }: Pick<RepositoryRef, 'name'>): boolean {
  return name.toLowerCase() === '.github';
}

/**
 * What settings are read from may hold something else now: they are read anew before the next decision, and what depends on
 * them is made anew in the background. `everywhere`: in all repositories of the installation.
 */
export async function settingsMayDiffer(
  { repositories, settingsChanged }: Pick<AppDeps, 'repositories' | 'settingsChanged'>,
  repo: RepositoryRef,
  everywhere: boolean = isShared(repo),
): Promise<void> {
  if (everywhere) await repositories.markAllSettingsStale(repo.installationId);
  else await repositories.markSettingsStale(repo);
  await settingsChanged(repo, everywhere);
}
