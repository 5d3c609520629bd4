import type { RepositoryRef } from '../../domain/issue/repository.ts';
import { loadSettings } from '../core/load-settings.ts';
import type { GitHub, RepositoryStore } from '../ports/core.ts';
import type { OldEvidence } from '../ports/follow-up.ts';

export interface ForgetOldDeps {
  github: Pick<GitHub, 'getFile' | 'listFiles' | 'getRepository' | 'canSee'>;
  repositories: RepositoryStore;
  decisions: OldEvidence;
  /** Milliseconds since the epoch. */
  now: () => number;
}

/** Keeps the promise of the settings' `retention`. Returns how many decisions lost their evidence. */
export async function forgetOld(deps: ForgetOldDeps, repo: RepositoryRef): Promise<number> {
  const { settings } = await loadSettings(deps, repo);
  const before = new Date(deps.now() - settings.retention.decisions_days * 86_400_000);
  return deps.decisions.dropEvidence(repo, before);
}
