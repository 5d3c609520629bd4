import { withLink } from '../../domain/comment/comment-parts.ts';
import type { DuplicateLinks } from '../ports/duplicates.ts';
import type { Undone } from '../undo/undo.ts';
import { type ChangeCommentDeps, type CommentChange, changeComment } from '../write/change-comment.ts';

export type TellLinkDeps = ChangeCommentDeps & { links: Pick<DuplicateLinks, 'canonicalOf'> };

/** Keeps what the comment says of a duplicate true after a link, or its taking back, was undone. */
export async function tellLink(
  deps: TellLinkDeps,
  at: Pick<CommentChange, 'repo' | 'number' | 'cause' | 'by'>,
  undone: readonly Undone[],
): Promise<void> {
  const moved = undone.some(
    ({ effect, cannot }) => cannot === null && effect.action.kind.startsWith('duplicate.'),
  );
  if (moved) await retellLink(deps, { ...at, cause: `${at.cause}:link` });
}

/** Makes a comment that tells of a link tell of the one that stands now; one that tells of none stays as it is. */
export async function retellLink(
  deps: TellLinkDeps,
  at: Pick<CommentChange, 'repo' | 'number' | 'cause' | 'by'>,
): Promise<void> {
  const of = await deps.links.canonicalOf(at.repo, at.number);
  await changeComment(deps, {
    ...at,
    why: { code: 'link_changed' },
    change: (parts) => withLink(parts, of),
    onlyStanding: true,
  });
}
