import type { Account } from './issue.ts';

/** Who last put a label on an issue, or took it off. */
export interface LabelMark {
  on: boolean;
  by: Account;
  /** ISO 8601, UTC. */
  at: string;
}

/** What GitHub's events say of an issue's past. */
export interface IssuePast {
  number: number;
  /** The title it was filed with, where that was changed later. */
  filedTitle: string | null;
  /** Who closed it last. */
  closedBy: Account | null;
  /** The newest event of each label, by the label's name in lower case. */
  labels: Record<string, LabelMark>;
}

/** One of GitHub's events on an issue, as far as the past is read from it. */
export type PastEvent = { number: number; by: Account; at: string } & (
  | { kind: 'labeled'; label: string }
  | { kind: 'unlabeled'; label: string }
  | { kind: 'renamed'; from: string }
  | { kind: 'closed' }
);

/** An issue of whose past nothing is known. */
export const unknownPast = (number: number): IssuePast => ({
  number,
  filedTitle: null,
  closedBy: null,
  labels: {},
});

/**
 * Adds events to what is known of an issue's past. Events come newest first, as GitHub lists them: the first event of a
 * label or a close stays, and of titles the oldest. The same event again changes nothing.
 */
export function withEvents(past: IssuePast, events: readonly PastEvent[]): IssuePast {
  const labels = new Map(Object.entries(past.labels));
  let { filedTitle, closedBy } = past;
  for (const event of events) {
    if (event.kind === 'renamed') filedTitle = event.from;
    else if (event.kind === 'closed') closedBy ??= event.by;
    else {
      const name = event.label.toLowerCase();
      const known = labels.get(name);
      if (!known || known.at < event.at)
        labels.set(name, { on: event.kind === 'labeled', by: event.by, at: event.at });
    }
  }
  return { number: past.number, filedTitle, closedBy, labels: Object.fromEntries(labels) };
}
