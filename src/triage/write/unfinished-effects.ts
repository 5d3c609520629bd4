import { isShown } from '../../domain/actions/action-kinds.ts';
import { marker } from '../../domain/comment/comment.ts';
import type { Issue } from '../../domain/issue/issue.ts';
import type { RepositoryRef } from '../../domain/issue/repository.ts';
import type { GitHub } from '../ports/core.ts';
import type { Effect, EffectStore } from '../ports/effects.ts';

/**
 * Of writes that an earlier attempt began and that the issue as it stands does not ask for any more (locked, closed, chosen by
 * a person, told since), those that did not go through at GitHub, by their ids. What did go through is to be completed in the
 * ledger; the rest is not made now.
 */
export async function unfinishedEffects(
  deps: { github: Pick<GitHub, 'findComment'>; effects: Pick<EffectStore, 'livingComment'> },
  repo: RepositoryRef,
  issue: Issue,
  begun: readonly Effect[],
): Promise<string[]> {
  const ids: string[] = [];
  for (const { id, action } of begun) {
    const made =
      action.kind === 'comment.upsert'
        ? await stands(deps, repo, issue, action.body)
        : isShown(action, issue) === true;
    if (!made) ids.push(id);
  }
  return ids;
}

/** Whether the living comment says this. One that we did not know of is the one that was begun. */
async function stands(
  { github, effects }: Parameters<typeof unfinishedEffects>[0],
  repo: RepositoryRef,
  { number }: Issue,
  body: string,
): Promise<boolean> {
  const known = await effects.livingComment(repo, number);
  if (known?.deleted) return false;
  const found = await github.findComment(repo, number, marker);
  return found !== null && (known === null || found.body === body);
}
