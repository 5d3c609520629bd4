import type { BackfillProgress } from '../domain/backfill-progress.ts';
import type { Autonomy, LabelMeaning } from '../domain/decision.ts';
import type { Account } from '../domain/issue.ts';
import type { RepositoryRef } from '../domain/repository.ts';
import type { Settings } from '../domain/settings.ts';
import type { BacktestStore } from '../triage/backtest-ports.ts';
import type { BacklogDesk } from './backlog-ports.ts';
import type { SimilarReads } from './similar-ports.ts';

// What the Overview, Labels, Activity, Failures and Settings pages read and ask for. Times are ISO 8601, UTC. Each read is
// a fixed number of queries, whatever the size.

/** Numbers of the last 24 hours. */
export interface Today {
  /** Deliveries from GitHub. */
  received: number;
  /** Issues that were decided. */
  triaged: number;
  /** Labels and comments that were written. */
  written: number;
  /** Open issues of those decided, whose values wait for a person. */
  leftToPeople: number;
  /** Deliveries that failed and are not done yet. */
  failed: number;
}

/** One week of lessons and triages; `week` is its Monday, `2026-11-16`. */
export interface TrustWeek {
  week: string;
  /** What was written and let stand, or approved. */
  accepted: number;
  rejected: number;
  missed: number;
  /** Triages, and those of them whose issue has a label written by now. */
  triaged: number;
  applied: number;
}

/** What was said with about the same confidence, and how much of it was right. */
export interface SaidAndRight {
  /** Mean confidence, 0 to 1. */
  said: number;
  right: number;
  wrong: number;
}

/** A label's place on the ladder, and what it was earned by. */
export interface Standing {
  label: string;
  autonomy: Autonomy;
  why: string;
  threshold: number;
  right: number;
  wrong: number;
  seen: number;
  covered: number;
  changedAt: string;
}

export interface OpenNotice {
  id: string;
  kind: string;
  number: number | null;
  private: boolean;
  words: string;
  createdAt: string;
}

export interface Overview {
  today: Today;
  /** Oldest first, without gaps. */
  weeks: TrustWeek[];
  calibration: SaidAndRight[];
  standings: Standing[];
  targetPrecision: number;
  notices: OpenNotice[];
  /** By day, oldest first, days without calls left out; `2026-11-22`, millionths of a dollar. */
  spending: { day: string; microUsd: number; calls: number }[];
  dailyBudgetUsd: number;
  /** Milliseconds from the webhook to the decision, of the newest triages. */
  latencies: { day: string; ms: number }[];
  backfill: BackfillProgress | null;
}

export interface OverviewReads {
  /** Seven queries in one transaction and two of the system's tables; private notices only where asked for. */
  overview(repository: RepositoryRef, withPrivate: boolean, now: Date): Promise<Overview>;
  /** Two queries. */
  today(repository: RepositoryRef, now: Date): Promise<Today>;
  /** One query; null where the past was never read. */
  backfill(repository: RepositoryRef): Promise<BackfillProgress | null>;
}

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
  standing: Standing | null;
  /** Lessons of the last twelve weeks, oldest week first. */
  weeks: { right: number; wrong: number }[];
  /** Newest first, at most five. */
  wrong: WrongOne[];
}

export interface LabelReads {
  /**
   * Four queries. Also the settings in force, when GitHub's labels were read (null before), and over how many issues,
   * 500 at most, their use was counted.
   */
  labels(
    repository: RepositoryRef,
    now: Date,
  ): Promise<{ labels: LabelRecord[]; settings: Settings; readAt: string | null; issues: number }>;
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

export interface UndoDesk {
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

/** What failed in one repository. Every call is held to it: deliveries of others are not found. */
export interface FailureDesk {
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
  /** `.github/dispatch.yml`, `organisation` or `defaults`. */
  source: string;
  /** Null where they are to be read again. */
  readAt: string | null;
  forms: number;
  ownerRules: number;
}

export interface SettingsDesk {
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
export interface LessonDesk {
  revoke(
    repository: RepositoryRef,
    which: { ids: string[] } | { person: number },
    by: Account,
  ): Promise<unknown[]>;
}

export interface NoticeDesk {
  settle(repository: RepositoryRef, which: { ids: readonly string[] }, by: Account): Promise<number>;
}

/** `ask` lets a worker run one; while one runs, that one is meant. */
export type Backtests = Pick<BacktestStore, 'read' | 'ask'>;

/** Everything that these pages need, joined where the console is wired. */
export interface PagePorts {
  backlog: BacklogDesk;
  overview: OverviewReads;
  labels: LabelReads;
  activity: ActivityReads;
  failures: FailureDesk;
  settings: SettingsDesk;
  pausing: Pausing;
  undo: UndoDesk;
  lessons: LessonDesk;
  notices: NoticeDesk;
  similar: SimilarReads;
  backtests: Backtests;
  /** The whole log as text, piece by piece. */
  exportLog(repository: RepositoryRef, format: 'jsonl' | 'csv'): AsyncIterable<string>;
  /** Whether the log is whole. */
  verify(repository: RepositoryRef): Promise<{ rows: number; brokenAt: number | null }>;
}
