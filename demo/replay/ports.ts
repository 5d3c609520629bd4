import type { DecidedValue } from '../../src/domain/issue/decision.ts';
import type { SampleIssue } from './sample.ts';

/** An issue that was opened, and the webhook that told the App of it. */
export interface Opened {
  number: number;
  /** Null when a crash hid it. */
  deliveryId: string | null;
  /** When the webhook left, milliseconds since the epoch; null when a crash hid it. */
  openedAt: number | null;
}

/** The sample repository at the local GitHub. */
export interface SampleRepository {
  /** Opens an issue; resolves once its webhook was answered. */
  open(issue: SampleIssue): Promise<Opened>;
  /** Issues that stand in the repository, by number. */
  issues(): { number: number; title: string; body: string }[];
  /** Labels that the App has written on the issue, with the time in milliseconds since the epoch; oldest first. */
  labelsWritten(number: number): { label: string; at: number }[];
}

/** What the App came to with one issue. */
export interface Outcome {
  /** `waiting`: still at work, `reason` says what went wrong so far. `alone`: it kept its hands off (a bot's issue, a locked one, `no-triage`). `failed`: it gave up, its queue says why. */
  status: 'waiting' | 'decided' | 'alone' | 'failed';
  /** Empty unless decided. */
  values: Pick<DecidedValue, 'dimension' | 'label' | 'autonomy'>[];
  /** Numbers of the issues it found similar. */
  similar: number[];
  reason: string | null;
}

export interface Outcomes {
  outcome(opened: Opened): Promise<Outcome>;
}

/** One replayed issue, for the screen and for the summary. */
export interface Replayed extends Opened {
  issue: SampleIssue;
  outcome: Outcome;
  labels: string[];
  /** From the webhook to the first label, null without one. */
  tookMs: number | null;
}
