import type { Action } from './action.ts';
import type { Language } from './comment/sentences.ts';
import { commentParts, renderComment } from './comment.ts';
import type { Decision } from './decision.ts';
import type { Settings } from './settings.ts';

/**
 * Answers to commands in the one living comment, beside what it says of the issue in any case (nothing, where the settings
 * only observe). None where the settings want no comment, and none where a person deleted it.
 */
export function planAnswers(
  answers: readonly string[],
  decision: Decision | null,
  settings: Settings,
  known: { comment: { body: string; deleted: boolean } | null; language: Language },
): Action[] {
  if (settings.comments.when === 'never' || known.comment?.deleted) return [];
  const silent = decision === null || settings.mode === 'observe';
  const parts = silent ? { related: [], missing: [], summary: [] } : commentParts(decision, settings);
  const body = renderComment({ ...parts, answers }, known.language);
  if (body === null || body === known.comment?.body) return [];
  const previous = known.comment?.body ?? null;
  return [{ kind: 'comment.upsert', body, previous, why: 'A command is answered.' }];
}
