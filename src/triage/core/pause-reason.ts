import type { Command } from '../../domain/commands/command.ts';
import type { RepositoryRef } from '../../domain/issue/repository.ts';
import type { RepositoryStore } from '../ports/core.ts';

/** What somebody hears who asks for something meanwhile. */
export const pausedHere = 'DispatchAI is paused here.';

/**
 * What keeps us from doing what a person asks for; null for nothing. `deaf`: GitHub would refuse every call of ours. A pause
 * lets undo through, since who pauses because of what was written wants it taken back.
 */
export async function pauseReason(
  repositories: Pick<RepositoryStore, 'isPaused' | 'isSuspended'>,
  repo: RepositoryRef,
  asked: readonly Pick<Command, 'name'>[],
): Promise<'deaf' | 'paused' | null> {
  if (repo.archived) return 'deaf';
  if (!(await repositories.isPaused(repo))) return null;
  if (await repositories.isSuspended(repo.installationId)) return 'deaf';
  return asked.length > 0 && asked.every(({ name }) => name === 'undo') ? null : 'paused';
}
