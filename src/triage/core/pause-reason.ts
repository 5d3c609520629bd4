import type { Command } from '../../domain/commands/command.ts';
import type { CommandProblem } from '../../domain/commands/command-problem.ts';
import type { RepositoryRef } from '../../domain/issue/repository.ts';
import type { RepositoryStore } from '../ports/core.ts';

/** The answer to whoever asks for something while triage is paused. */
export const pausedHere: CommandProblem = { code: 'paused' };

/**
 * What keeps us from doing what a person asks for; null if nothing does. `deaf`: GitHub would refuse all our calls. A pause
 * lets undo through, since whoever pauses because of what was written wants it undone.
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
