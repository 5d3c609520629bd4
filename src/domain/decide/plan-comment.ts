import type { Action } from '../actions/action.ts';
import type { ActionReason } from '../actions/action-reason.ts';
import { renderComment } from '../comment/comment.ts';
import { type CommentParts, isSilent } from '../comment/comment-parts.ts';
import type { ExistingComment } from '../comment/read-parts.ts';
import type { Language } from '../words/catalogs.ts';

/**
 * The write that brings the living comment in line with these parts: none if it already matches, if a person deleted the
 * comment, or if there is no comment yet and nothing to say. An existing comment with nothing left to say is edited, not
 * deleted: deleting it would take away the context of the replies and break the link in everyone's email.
 */
export function planComment(
  comment: ExistingComment | null,
  { before, next }: { before: CommentParts; next: CommentParts },
  language: Language,
  why: ActionReason,
): Action[] {
  if (comment?.deleted || (comment === null && isSilent(next))) return [];
  const body = renderComment(next, language);
  if (body === comment?.body) return [];
  const previous = comment?.body ?? null;
  return [{ kind: 'comment.upsert', body, previous, parts: next, previousParts: before, why }];
}
