import type { Vouching } from '../domain/autonomy/calibration.ts';
import type { RecordReason, Stored } from '../domain/issue/autonomy-reason.ts';
import type { Autonomy, Dimension } from '../domain/issue/decision.ts';
import type { RepositoryRef } from '../domain/issue/repository.ts';
import type { BackfillProgress } from '../domain/past/backfill-progress.ts';
import type { Settings } from '../domain/settings/settings.ts';

// What the Overview reads. Times are ISO 8601, UTC.

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

/** The place that a label has earned on the ladder, and by what; the settings may say otherwise (domain/effective-mode.ts). */
export interface LabelStanding {
  label: string;
  dimension: Dimension;
  value: string;
  autonomy: Autonomy;
  why: Stored<RecordReason>;
  threshold: number;
  right: number;
  wrong: number;
  seen: number;
  covered: number;
  /** What the dimension's labels say of it, which the bound of its precision starts from; absent where they don't vouch. */
  vouched?: Vouching;
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
  standings: LabelStanding[];
  /** Those in force. */
  settings: Settings;
  /** Where they come from: `.github/dispatch.yml` (or `.yaml`), `organisation` or `defaults`. */
  settingsSource: string;
  notices: OpenNotice[];
  /** By day, oldest first, days without calls left out; `2026-11-22`, millionths of a dollar. */
  spending: { day: string; microUsd: number; calls: number }[];
  /** Milliseconds from the webhook to the decision, of the newest triages. */
  latencies: { day: string; ms: number }[];
  backfill: BackfillProgress | null;
}

export interface OverviewReads {
  /** Ten queries, nine where weeks that are over were just read; private notices only where asked for. */
  overview(repository: RepositoryRef, withPrivate: boolean, now: Date): Promise<Overview>;
  /** Two queries. */
  today(repository: RepositoryRef, now: Date): Promise<Today>;
  /** One query; null where the past was never read. */
  backfill(repository: RepositoryRef): Promise<BackfillProgress | null>;
}
