import type { LabelMeaning } from '../domain/issue/decision.ts';
import type { Account } from '../domain/issue/issue.ts';
import type { RepositoryRef } from '../domain/issue/repository.ts';
import type { OwnerTrackRecord } from '../domain/routing/owner-track-record.ts';
import type { Settings } from '../domain/settings/settings.ts';
import type { BacktestStore } from '../triage/ports/backtest.ts';
import type { NoticeStore } from '../triage/ports/notices.ts';
import type { LabelingRuns } from '../triage/ports/weak-labels.ts';
import type { BacklogActions } from './backlog.ts';
import type { InboxDismissals } from './inbox.ts';
import type { LabelStanding, OverviewReads } from './overview.ts';
import type { SimilarReads } from './similar.ts';

// What the Overview, Labels, Activity, Failures and Settings pages read and ask for. Times are ISO 8601, UTC. Each read is
// a fixed number of queries, whatever the size.

/** An issue where a label was wrong. */
export interface WrongOne {
  number: number;
  title: string;
  verdict: 'rejected' | 'missed';
  by: Account | null;
  at: string;
  /** What we had said, 0 to 1; null where nothing. */
  confidence: number | null;
}

export interface LabelRecord extends LabelMeaning {
  /** Of the newest 500 issues, those that carry it. */
  used: number;
  standing: LabelStanding | null;
  /** Lessons of the last twelve weeks, oldest week first. */
  weeks: { right: number; wrong: number }[];
  /** Newest first, at most five. */
  wrong: WrongOne[];
}

export interface LabelReads {
  /**
   * Six queries, seven where nothing of weeks that are over is kept. Also what people and teams have earned, the settings in force and their source, when GitHub's labels were
   * read (null before), and over how many issues, 500 at most, their use was counted.
   */
  labels(
    repository: RepositoryRef,
    now: Date,
  ): Promise<{
    labels: LabelRecord[];
    owners: OwnerTrackRecord[];
    settings: Settings;
    source: string;
    readAt: string | null;
    issues: number;
  }>;
}

export const activityKinds = ['written', 'taught', 'other'] as const;
export type ActivityKind = (typeof activityKinds)[number];

export interface ActivityFilter {
  kind: ActivityKind | null;
  /** A login. */
  who: string | null;
  label: string | null;
  model: string | null;
  /** Days back; null for all. */
  days: number | null;
}

/** A line of the repository's log. */
export interface Activity {
  /** Its place in the log. */
  seq: number;
  number: number | null;
  /** For example `label.add`, `lesson.taught`, `pause`. */
  kind: string;
  actor: Account;
  at: string;
  detail: Record<string, unknown>;
  /** The write it tells of, in the ledger; null where it tells of none. */
  effectId: string | null;
  /** The lesson it tells of, and whether it counts for nothing by now. */
  lesson: { id: string; revoked: boolean; byId: number | null } | null;
  /** Whether it is a write that was taken back since. */
  takenBack: boolean;
  /** The issue's title; null where the issue is gone. */
  title: string | null;
}

export interface ActivityReads {
  /**
   * One query; newest first. `before` is the place in the log of the last line seen. Lines about private notices are left
   * out unless asked for.
   */
  activity(
    repository: RepositoryRef,
    filter: ActivityFilter,
    before: number | null,
    limit: number,
    withPrivate?: boolean,
  ): Promise<{ rows: Activity[]; older: number | null }>;
  /** One query: the lines of these writes, newest first; those of other repositories are left out. */
  writes(repository: RepositoryRef, effectIds: string[]): Promise<Activity[]>;
}

/** Whether a write could be taken back now, by what we know; `cannot` says why not. */
export interface UndoPreview {
  /** The write, in the ledger. */
  id: string;
  number: number;
  cannot: string | null;
}

/** Which writes: all that is given must fit. */
export interface UndoFilter {
  label?: string;
  /** The model and its version, for example `local v7`. */
  model?: string;
  /** Done at or after: ISO 8601. */
  since?: string;
}

export interface UndoActions {
  /** Everything that fits and is not taken back yet: how many writes there are (`more` than are counted), and the newest of them. */
  previewAll(
    repository: RepositoryRef,
    filter: UndoFilter,
  ): Promise<{ writes: number; issues: number; more: boolean; newest: UndoPreview[] }>;
  /** Asks for everything that fits to be taken back, an issue at a time and no faster than GitHub likes; `more` is left. */
  askAll(
    repository: RepositoryRef,
    filter: UndoFilter,
    by: Account & { kind: 'person' },
    at: Date,
  ): Promise<{ effects: number; issues: number; more: boolean }>;
  /** Writes of other repositories are left out. A few queries for each issue among them. */
  preview(repository: RepositoryRef, effectIds: string[]): Promise<UndoPreview[]>;
}

/** A delivery that failed. */
export interface Failure {
  deliveryId: string;
  event: string;
  action: string | null;
  number: number | null;
  /** `dead`: not tried again unless somebody asks. */
  status: 'retrying' | 'dead';
  reason: string;
  attempts: number;
  receivedAt: string;
  /** When it is tried next; null when dead. */
  nextAt: string | null;
}

/** A delivery of GitHub's, and what became of it. */
export interface Received {
  deliveryId: string;
  event: string;
  action: string | null;
  number: number | null;
  status: 'queued' | 'retrying' | 'done' | 'ignored' | 'dead';
  reason: string | null;
  attempts: number;
  receivedAt: string;
  /** From its arrival to its end; null while it has not ended. */
  tookMs: number | null;
}

export interface ReceivedReads {
  /** Of the 24 hours before `now`, newest first; one query. What people ask for in the console is not GitHub's. */
  received(
    repository: RepositoryRef,
    now: Date,
    older: string | null,
    limit: number,
  ): Promise<{ rows: Received[]; older: string | null }>;
}

/** What failed in one repository. Every call is held to it: deliveries of others are not found. */
export interface FailureActions {
  /** One query; newest first. */
  list(repository: RepositoryRef, limit: number): Promise<Failure[]>;
  /** Queues dead ones again; audited. Returns how many were dead. */
  retry(repository: RepositoryRef, deliveryIds: string[], by: Account): Promise<number>;
  /** Gives up on them, with the reason kept; audited. Returns how many there were. */
  drop(repository: RepositoryRef, deliveryIds: string[], reason: string, by: Account): Promise<number>;
}

/** A repository's settings as they stand. */
export interface SettingsRecord {
  settings: Settings;
  problems: string[];
  /** What they ask for and cannot have here (domain/settings/unmet-wishes.ts). */
  unmet: string[];
  /** `.github/dispatch.yml` (or `.yaml`), `organisation` or `defaults`. */
  source: string;
  /** Null where they are to be read again. */
  readAt: string | null;
  forms: number;
  ownerRules: number;
}

export interface SettingsActions {
  /** One query. */
  read(repository: RepositoryRef): Promise<SettingsRecord>;
  /** Lets them, and the labels, be read again with the next issue. */
  markStale(repository: RepositoryRef): Promise<void>;
}

export interface Pausing {
  set(
    scope:
      | { kind: 'repository'; installationId: number; repositoryId: number }
      | { kind: 'installation'; installationId: number },
    paused: boolean,
    by: Account,
  ): Promise<boolean>;
  read(repository: RepositoryRef): Promise<{
    repository: boolean;
    installation: boolean;
    suspended: boolean;
    app: boolean;
  }>;
}

/** What of a person's doing counts for nothing from now on. */
export interface LessonActions {
  revoke(
    repository: RepositoryRef,
    which: { ids: string[] } | { person: number },
    by: Account,
  ): Promise<unknown[]>;
}

export interface NoticeActions extends Pick<NoticeStore, 'list'> {
  settle(repository: RepositoryRef, which: { ids: readonly string[] }, by: Account): Promise<number>;
}

/** `ask` lets a worker run one; while one runs, that one is meant. */
export type Backtests = Pick<BacktestStore, 'read' | 'ask'>;

/** Everything that these pages need, joined where the console is wired. */
export interface PagePorts {
  backlog: BacklogActions;
  overview: OverviewReads;
  labels: LabelReads;
  activity: ActivityReads;
  failures: FailureActions;
  received: ReceivedReads;
  settings: SettingsActions;
  pausing: Pausing;
  undo: UndoActions;
  lessons: LessonActions;
  dismissals: InboxDismissals;
  notices: NoticeActions;
  similar: SimilarReads;
  backtests: Backtests;
  weakLabels: Pick<LabelingRuns, 'read' | 'ask' | 'confirm' | 'cancel' | 'drop'>;
  /** The whole log as text, piece by piece. */
  exportLog(repository: RepositoryRef, format: 'jsonl' | 'csv'): AsyncIterable<string>;
  /** Whether the log is whole. */
  verify(repository: RepositoryRef): Promise<{ rows: number; brokenAt: number | null }>;
}
