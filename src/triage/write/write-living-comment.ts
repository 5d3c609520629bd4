import { marker } from '../../domain/comment/comment.ts';
import { Postponed } from '../../domain/issue/postponed.ts';
import type { RepositoryRef } from '../../domain/issue/repository.ts';
import { Refused } from '../core/refused.ts';
import type { GitHub } from '../ports/core.ts';
import type { EffectStore } from '../ports/effects.ts';

/** A comment that GitHub both shows and does not find is tried again after this, in seconds. */
const unsureSeconds = 15;

/** How the one living comment of an issue stands in the ledger. */
export interface CommentState {
  last: Awaited<ReturnType<EffectStore['livingComment']>>;
  /** How many writes of it are begun and not finished. */
  begun: number;
}

export async function readCommentState(
  effects: Pick<EffectStore, 'livingComment' | 'commentsBegun'>,
  repo: RepositoryRef,
  number: number,
): Promise<CommentState> {
  const [last, begun] = await Promise.all([
    effects.livingComment(repo, number),
    effects.commentsBegun(repo, number),
  ]);
  return { last, begun };
}

/**
 * Posts or edits the one living comment of an issue and returns its id. A comment is not idempotent at GitHub: where an
 * earlier attempt may have gone through, the marker is looked for first. Deleted by a person, it is never posted again,
 * unless a person asks for it back (`revive`).
 */
export async function writeLivingComment(
  deps: { github: GitHub; effects: EffectStore },
  comment: {
    repo: RepositoryRef;
    number: number;
    body: string;
    fresh: boolean;
    revive?: boolean;
    /** Where it was read already. */
    state?: CommentState | null;
  },
): Promise<number> {
  const { repo, number, body, fresh, revive = false } = comment;
  const { last, begun } = comment.state ?? (await readCommentState(deps.effects, repo, number));
  if (last?.deleted && !revive) throw new Refused({ code: 'comment_deleted' });
  const known = last?.deleted ? null : last;
  // Another cause may have begun one, and not have heard how it ended.
  const mayStand = !fresh || begun > 1;
  const standing = known ?? (mayStand ? await deps.github.findComment(repo, number, marker) : null);
  if (!standing) return (await deps.github.createComment(repo, number, body)).id;
  if (standing.body === body) return standing.id;
  if (await deps.github.updateComment(repo, standing.id, body)) return standing.id;
  // "Not found" alone would keep the comment away for good: the list of comments shows whether a person deleted it.
  if (await deps.github.findComment(repo, number, marker))
    throw new Postponed('GitHub lists our comment, and does not find it to edit it', unsureSeconds);
  await deps.effects.markCommentDeleted(repo, number);
  throw new Refused({ code: 'comment_deleted' });
}
