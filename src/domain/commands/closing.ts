import type { CloseReason } from '../issue/close-reason.ts';
import { type IssueReference, parseIssueArgument, writeReference } from './issue-reference.ts';

/** How a person wants an issue closed. `of` is the canonical issue of a duplicate, and null otherwise. */
export type Closing =
  | { reason: 'duplicate'; of: IssueReference }
  | { reason: Exclude<CloseReason, 'duplicate'>; of: null };

/**
 * How `/close` is to close: `completed` or nothing, `not-planned` (also with `_`, a space or nothing in between), or
 * `duplicate` with an issue as `/duplicate` takes it. Null for other words.
 */
export function parseClosing(text: string): Closing | null {
  const words = text.replace(/^as\s+/i, '');
  if (/^(?:completed?)?$/i.test(words)) return { reason: 'completed', of: null };
  if (/^not[-_ ]?planned$/i.test(words)) return { reason: 'not_planned', of: null };
  const [, named] = /^duplicate\s+(.+)$/i.exec(words) ?? [];
  const of = named === undefined ? null : parseIssueArgument(named);
  return of && { reason: 'duplicate', of };
}

/** As `parseClosing` reads it. */
export function writeClosing({ reason, of }: Closing): string {
  if (of !== null) return `duplicate ${writeReference(of)}`;
  return reason === 'not_planned' ? 'not-planned' : 'completed';
}
