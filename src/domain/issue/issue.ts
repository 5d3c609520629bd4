/** Who did something on GitHub. GitHub Apps and other machine accounts are bots; only people teach. */
export interface Account {
  login: string;
  id: number | null;
  kind: 'person' | 'bot';
}

/** A milestone of the repository, by GitHub's number in it. */
export interface Milestone {
  number: number;
  title: string;
}

/** An issue in the App's own words, as read from a webhook payload or from GitHub's REST API. Never a pull request. */
export interface Issue {
  repositoryId: number;
  number: number;
  title: string;
  /** Raw Markdown; an absent body is the empty string. */
  body: string;
  author: Account;
  /** GitHub's `author_association`, for example `FIRST_TIME_CONTRIBUTOR`. */
  authorAssociation: string;
  state: 'open' | 'closed';
  /** GitHub's `state_reason`: `completed`, `not_planned`, `duplicate`, `reopened` or null. */
  stateReason: string | null;
  /** Names of the labels that the issue carries. */
  labels: string[];
  /** Logins. */
  assignees: string[];
  /** GitHub's organization-wide issue type, where there is one. */
  type: string | null;
  /** Only in an issue that GitHub was asked for; null for none. It is not kept. */
  milestone?: Milestone | null;
  locked: boolean;
  /** ISO 8601, UTC. */
  createdAt: string;
  updatedAt: string;
  closedAt: string | null;
}
