import type { StoredActionReason } from '../domain/actions/action-reason.ts';
import type { Outcome } from '../domain/decide/outcome.ts';
import type { UnusableLook } from '../domain/duplicates/unusable-look.ts';
import type { Stored } from '../domain/issue/autonomy-reason.ts';
import type { Decision, Dimension, Opinion } from '../domain/issue/decision.ts';
import type { Account, Issue } from '../domain/issue/issue.ts';
import type { LessonSource, LessonSubject, Verdict } from '../domain/issue/lesson.ts';
import type { Label, RepositoryRef } from '../domain/issue/repository.ts';
import type { WriteRefusal } from '../domain/issue/write-refusal.ts';

/** GitHub's roles from triage upwards; below that a repository is not shown. */
export type Role = 'triage' | 'write' | 'maintain' | 'admin';

/** A repository that a person may triage. */
export interface VisibleRepository extends RepositoryRef {
  role: Role;
}

/** One value in a list: enough for a word and a bar. */
export interface RowValue {
  dimension: Dimension;
  value: string;
  /** 0 to 1. */
  confidence: number;
  label: string | null;
  autonomy: 'observe' | 'suggest' | 'apply';
}

/** An issue as a line of the list. Times are ISO 8601, UTC. */
export interface IssueRow {
  number: number;
  title: string;
  state: 'open' | 'closed';
  stateReason: string | null;
  author: Account;
  authorAssociation: string;
  labels: string[];
  createdAt: string;
  updatedAt: string;
  outcome: Outcome;
  values: RowValue[];
  /** Null while no triage has finished. */
  decidedAt: string | null;
  /** Whether it is open and in the Inbox: something about it is left to a person who has not answered. */
  waits: boolean;
}

export interface IssueFilter {
  /** Words of the title, or a number with or without `#`. */
  text: string;
  state: 'open' | 'closed' | 'all';
  label: string | null;
  /** What the latest triage came to; `unanswered`: what waits for a person, as in the Inbox. */
  outcome: Outcome | 'unanswered' | null;
  /** Those triaged within so many days; null where that does not matter. */
  days: number | null;
}

export interface IssuePage {
  rows: IssueRow[];
  /** Opaque; null on the last page. */
  older: string | null;
}

/** The latest triage of an issue. */
export interface TriageRecord {
  decision: Decision;
  opinions: Opinion[];
  deliveryId: string | null;
  decidedAt: string;
  /** Milliseconds from the start of the job to the decision. */
  tookMs: number;
}

/** A write on GitHub, from the effects ledger. */
export interface Write {
  /** In the ledger: what an undo names. */
  id: string;
  kind: string;
  label: string | null;
  /** What else there is to tell it by, as the log keeps it: `recordedAction`. */
  detail: Record<string, unknown>;
  why: StoredActionReason;
  status: 'intended' | 'done' | 'refused';
  /** True while there is something to undo, as far as our own writes tell. */
  undoable: boolean;
  /** Why it was not made; null where it was. */
  reason: Stored<WriteRefusal> | null;
  models: string[];
  createdAt: string;
  doneAt: string | null;
}

export interface TimelineEntry {
  id: number;
  kind: string;
  actor: Account | null;
  deliveryId: string | null;
  detail: Record<string, unknown>;
  at: string;
}

/** What was taught of an issue and not revoked. */
export interface IssueLesson {
  subject: LessonSubject;
  verdict: Verdict;
  source: LessonSource;
  by: Account | null;
  at: string;
}

/** The issue that another is a duplicate of: linked by a person, or proposed by a model and not answered yet. */
export interface DuplicateOf {
  number: number;
  /** Null where the issue is not known here. */
  title: string | null;
  state: 'linked' | 'proposed';
  /** Who linked it; null for a model, and for what was read from the past. */
  by: Account | null;
}

export interface IssueDetail {
  issue: Issue;
  /** Null where it is a duplicate of none. */
  duplicateOf: DuplicateOf | null;
  /** Why the last comparison with a similar issue by a hosted model came to nothing; null or absent where it came to a verdict. */
  unusableLook?: UnusableLook | null;
  /** Null while no triage has finished; `unreadable` when the record is not in a form this version knows. */
  triage: TriageRecord | 'unreadable' | null;
  writes: Write[];
  /** Newest first. */
  lessons: IssueLesson[];
  /** Oldest first. */
  timeline: TimelineEntry[];
  /** True when older entries were left out. */
  timelineCut: boolean;
  /** Of the past issues that were learned from, how many carry a value of each dimension; absent where nobody looked. */
  learnedFrom?: { dimension: Dimension; given: number; issues: number }[];
}

/** What a repository's line in the frame says. */
export interface RepositoryCounts {
  repositoryId: number;
  open: number;
  /** Open issues whose latest triage suggests something that a person has not settled. */
  suggested: number;
  /** Open issues that wait for a person: what the Inbox holds. */
  waits: number;
  /** Open issues without a finished triage, those from before the App among them. */
  waiting: number;
  settingsProblems: string[];
  paused: boolean;
  /** Why a better source is missing from the newest triages, and since when (ISO 8601); null when none is. */
  fallback: { words: string; since: string } | null;
}

/** Everything the console reads of the triage's record. Each method is a fixed number of queries, whatever the size. */
export interface ConsoleReads {
  /** One query an installation. */
  counts(repositories: RepositoryRef[]): Promise<RepositoryCounts[]>;
  /** One query. */
  labels(repository: RepositoryRef): Promise<Label[]>;
  /** One query. A cursor that is not one of ours is read as none. */
  listIssues(
    repository: RepositoryRef,
    filter: IssueFilter,
    older: string | null,
    limit: number,
  ): Promise<IssuePage>;
  /** One query. Issues that are gone are left out. */
  rows(repository: RepositoryRef, numbers: number[]): Promise<IssueRow[]>;
  /** Six queries in one transaction; null when there is no such issue. */
  issue(repository: RepositoryRef, number: number): Promise<IssueDetail | null>;
}

/** Issues of one repository that changed, up to and including the event `lastId`. */
export interface Change {
  repositoryId: number;
  lastId: number;
  numbers: number[];
}

/** Live events of all replicas. Ids come from the database and never restart. */
export interface LiveEvents {
  /** The newest event's id of the repository, 0 when there is none. */
  latest(repository: RepositoryRef): Promise<number>;
  /**
   * What changed after `afterId`, with an overlap so that transactions that committed late are not lost: a change may
   * be told twice, never not at all. Null when it is too much to tell: read the list again.
   */
  since(repository: RepositoryRef, afterId: number): Promise<Change | null>;
  /** `closed` is called once when the process stops. Returns the way to stop hearing. */
  subscribe(repository: RepositoryRef, heard: (change: Change) => void, closed: () => void): () => void;
}

/** A signed-in person's row; `id` is the sha256 of the cookie, `token` is sealed. */
export interface SessionRow {
  id: string;
  login: string;
  userId: number;
  avatarUrl: string;
  token: Uint8Array;
  expiresAt: Date;
}

export interface SignInRow {
  /** sha256 of the OAuth `state`. */
  state: string;
  verifier: string;
  returnTo: string;
  expiresAt: Date;
}

export interface SessionStore {
  create(session: SessionRow): Promise<void>;
  /** Null when unknown or expired at `now`. */
  find(id: string, now: Date): Promise<SessionRow | null>;
  remove(id: string): Promise<void>;
  saveSignIn(signIn: SignInRow): Promise<void>;
  /** Takes the row away: a second call with the same state finds nothing. Null when unknown or expired. */
  takeSignIn(state: string, now: Date): Promise<SignInRow | null>;
}

export interface SignedInPerson {
  login: string;
  userId: number;
  avatarUrl: string;
  token: string;
  /** When the token ends at GitHub; null when it does not. */
  expiresAt: Date | null;
}

/** GitHub's OAuth for the App's users. */
export interface SignIn {
  /** Where to send the person; `challenge` is PKCE's S256. */
  authorizeUrl(request: { state: string; challenge: string; redirectUrl: string }): string;
  /** Throws when GitHub refuses the code. */
  exchange(answer: { code: string; verifier: string; redirectUrl: string }): Promise<SignedInPerson>;
}

/** GitHub no longer takes the person's token: the session is over. */
export class TokenRefused extends Error {}

export interface Permissions {
  /** Repositories under the App's installations that the token's owner may triage. Throws TokenRefused on 401. */
  listRepositories(token: string): Promise<VisibleRepository[]>;
  /**
   * The login of an installation's account where this App does not serve it; null where it does, or where the token's owner cannot see
   * such an installation.
   */
  accountNotServed(token: string, installationId: number): Promise<string | null>;
}

export interface ConsoleLog {
  error(detail: object, message: string): void;
  warn(detail: object, message: string): void;
}
