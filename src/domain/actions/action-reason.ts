import type { AutonomyReason, Stored } from '../issue/autonomy-reason.ts';
import type { RoutingReason } from '../issue/routing-reason.ts';
import type { ByCode } from '../words/catalog.ts';
import { en } from '../words/en.ts';
import { explainRouting } from '../words/explain-routing.ts';
import { renderCode } from '../words/render-code.ts';

/** Why something was written. Codes are stored with the write, in the audit log and in the timeline, and never renamed. */
export type ActionReason =
  /** A value that a triage applied. */
  | AutonomyReason
  | { code: OwnCode }
  /** Another label of the same dimension, `by`, fits better now. */
  | { code: 'replaced'; by: string }
  /** `because` is the strongest of the routing's reasons; null for none. */
  | { code: 'routed'; because: Stored<RoutingReason> | null }
  | { code: 'duplicate_unopposed'; of: number; days: number };

type OwnCode =
  | 'requested'
  | 'approved'
  | 'rejected'
  | 'undo'
  | 'information_missing'
  | 'information_provided'
  | 'information_withheld'
  | 'reposted'
  | 'related_found'
  | 'summary'
  | 'outdated'
  | 'acknowledged'
  | 'answered'
  | 'not_related'
  | 'link_changed'
  | 'duplicate_announced'
  | 'duplicate_contested'
  | 'duplicate_closed';

type OwnReason = Exclude<ActionReason, AutonomyReason>;

const words: ByCode<OwnReason> = {
  requested: () => 'Requested by a person.',
  approved: () => 'Approved by a person.',
  rejected: () => 'Rejected by a person.',
  undo: () => 'An earlier change was undone.',
  information_missing: () => 'Requested information is missing.',
  information_provided: () => 'The requested information was provided.',
  information_withheld: () => "The requested information wasn't provided.",
  reposted: () => 'Posted again below as a reminder.',
  related_found: () => 'A closely related issue was found.',
  summary: () => 'The settings ask for a summary.',
  outdated: () => 'What the comment said no longer applies.',
  acknowledged: () => 'A command was acknowledged.',
  answered: () => 'A command was answered.',
  not_related: () => 'Someone marked the issues as unrelated.',
  link_changed: () => 'The duplicate link changed.',
  duplicate_announced: () => 'The author is notified before a duplicate is closed.',
  duplicate_contested: () => 'Someone objected, so the issue stays open.',
  duplicate_closed: () => 'The issue was closed as a duplicate.',
  replaced: ({ by }) => `Replaced: ${by} fits better now.`,
  routed: ({ because }) => (because === null ? 'Routed by the settings.' : explainRouting(because)),
  duplicate_unopposed: ({ of, days }) =>
    `Linked as a duplicate of #${of} ${days} ${days === 1 ? 'day' : 'days'} ago, and nobody objected.`,
};

/**
 * A stored reason as an English sentence. `kept` is what a row holds, of whatever version: sentences of early versions are
 * shown as they are, and what can't be read is the empty string.
 */
export function explainAction(kept: unknown): string {
  if (typeof kept === 'string') return kept;
  if (typeof kept !== 'object' || kept === null || !('code' in kept)) return '';
  const reason = kept as ActionReason;
  return isOwn(reason) ? renderCode<OwnReason>(words, reason) : sentence(renderCode(en.reason, reason));
}

const isOwn = (reason: ActionReason): reason is OwnReason => Object.hasOwn(words, reason.code);

function sentence(clause: string): string {
  return clause === '' ? '' : `${clause.charAt(0).toUpperCase()}${clause.slice(1)}.`;
}

export type StoredActionReason = Stored<ActionReason>;
