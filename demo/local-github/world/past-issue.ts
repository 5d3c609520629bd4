/** An issue as it came about before anybody listened. Times are ISO 8601, UTC. */
export interface PastIssue {
  title: string;
  body: string;
  /** Login. */
  author: string;
  createdAt: string;
  /** In order of time. */
  history: PastHappening[];
}

/** `by` is a login. */
export type PastHappening = { at: string; by: string } & (
  | { event: 'labeled' | 'unlabeled'; label: string }
  /** `assignee` is a login. */
  | { event: 'assigned' | 'unassigned'; assignee: string }
  | { event: 'closed'; reason: 'completed' | 'not_planned' | 'duplicate' }
  | { event: 'reopened' }
  | { event: 'commented'; body: string }
);
