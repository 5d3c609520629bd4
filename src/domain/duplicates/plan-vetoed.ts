import type { Action } from '../action.ts';
import type { Language } from '../comment/sentences.ts';
import { commentParts, renderComment, settledComment } from '../comment.ts';
import type { Decision } from '../decision.ts';
import type { Settings } from '../settings.ts';

/** The living comment without what a person vetoed; no write where it says nothing of it, or was deleted. */
export function planVetoed(
  decision: Decision,
  settings: Settings,
  comment: { body: string; deleted: boolean } | null,
  language: Language,
): Action[] {
  if (comment === null || comment.deleted) return [];
  const body = renderComment(commentParts(decision, settings), language) ?? settledComment(language);
  if (body === comment.body) return [];
  return [
    { kind: 'comment.upsert', body, previous: comment.body, why: 'A person said that it is not related.' },
  ];
}
