import { AsyncLocalStorage } from 'node:async_hooks';
import type { CommentRow, IssueRow, LabelRow } from '../world/rows.ts';

/** Who caused what happens now, and how things stood before: emulate's events say neither. */
export interface RequestContext {
  /** Null where a person acted through `people`, not through the API. */
  request: { method: string; path: string } | null;
  /** Login of the actor; the App's bot where an installation token was used. */
  actor: string;
  before: { issue?: IssueRow; comment?: CommentRow; label?: LabelRow };
  /** A reason to close that emulate does not know. */
  stateReason?: 'duplicate';
}

export const requestContext = new AsyncLocalStorage<RequestContext>();
