import type { Action } from '../actions/action.ts';
import { renderComment } from '../comment/comment.ts';
import { type CommentParts, isSilent } from '../comment/comment-parts.ts';
import type { ExistingComment } from '../comment/read-parts.ts';
import type { Language } from '../comment/sentences.ts';

/**
 * The write that makes the living comment say these parts: none where it says so already, where a person deleted it, or
 * where there is no comment yet and nothing to say. A comment that stands and has nothing to say any more says just that: deleted, it would
 * take the replies' context and the link in everybody's mail with it, and its last words may be wrong by now.
 */
export function planComment(
  comment: ExistingComment | null,
  { before, next }: { before: CommentParts; next: CommentParts },
  language: Language,
  why: string,
): Action[] {
  if (comment?.deleted || (comment === null && isSilent(next))) return [];
  const body = renderComment(next, language);
  if (body === comment?.body) return [];
  const previous = comment?.body ?? null;
  return [{ kind: 'comment.upsert', body, previous, parts: next, previousParts: before, why }];
}
