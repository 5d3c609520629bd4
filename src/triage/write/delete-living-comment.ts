import type { RepositoryRef } from '../../domain/issue/repository.ts';
import type { GitHub } from '../ports/core.ts';
import type { EffectStore } from '../ports/effects.ts';

/** Takes the one living comment of an issue away, for good: only a person can ask for it back. Gone already is fine. */
export async function deleteLivingComment(
  deps: { github: Pick<GitHub, 'deleteComment'>; effects: EffectStore },
  repo: RepositoryRef,
  number: number,
): Promise<void> {
  const known = await deps.effects.livingComment(repo, number);
  if (!known || known.deleted) return;
  await deps.github.deleteComment(repo, known.id);
  await deps.effects.markCommentDeleted(repo, number);
}
