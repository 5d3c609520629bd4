import { parseSettings } from '../domain/parse-settings.ts';
import type { RepositoryRef } from '../domain/repository.ts';
import { defaultSettings } from '../domain/settings.ts';
import type { GitHub, RepositorySettings, RepositoryStore } from './ports.ts';

/** Where the settings stand, in the repository and in the organisation's `.github` repository. */
export const settingsPath = '.github/dispatch.yml';

/**
 * The settings in force: the repository's own file, else the organisation's, else the defaults. A file with problems
 * leaves the last good settings in force; its problems are kept and shown.
 */
export async function loadSettings(
  deps: { github: Pick<GitHub, 'getFile'>; repositories: RepositoryStore },
  repo: RepositoryRef,
): Promise<RepositorySettings> {
  const known = await deps.repositories.getSettings(repo);
  if (known) return known;
  const own = await deps.github.getFile(repo, settingsPath);
  const shared = own ? null : await deps.github.getFile({ ...repo, name: '.github' }, settingsPath);
  return deps.repositories.saveSettings(repo, readSettings(own?.text ?? null, shared?.text ?? null));
}

function readSettings(own: string | null, shared: string | null): RepositorySettings {
  const text = own ?? shared;
  const source = own !== null ? settingsPath : shared !== null ? 'organisation' : 'defaults';
  const parsed = parseSettings(text ?? '');
  if ('settings' in parsed) return { settings: parsed.settings, problems: [], source };
  return { settings: defaultSettings, problems: parsed.problems, source };
}
