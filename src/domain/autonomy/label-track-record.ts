import { defaultThreshold } from '../decide/decide-autonomy.ts';
import type { RecordReason, Stored } from '../issue/autonomy-reason.ts';
import { type Autonomy, type Dimension, isNeverApplied } from '../issue/decision.ts';
import { nextRung } from './autonomy.ts';
import {
  choosePooledThreshold,
  chooseThreshold,
  precisionLowerBound,
  type TrackRecord,
  thresholdSteps,
  type Vouching,
} from './calibration.ts';
import { hasDrifted } from './drift.ts';
import type { LiveOutcome } from './label-outcome.ts';

/** A label's place on the ladder, with the figures that it was earned by. */
export interface LabelTrackRecord {
  /** The label's name. */
  label: string;
  dimension: Dimension;
  value: string;
  autonomy: Autonomy;
  why: Stored<RecordReason>;
  /** The confidence from which it is written. */
  threshold: number;
  /** Outcomes at or over the threshold, replayed and live. */
  record: TrackRecord;
  /** Issues that carry the label, and those of them that it would have been written on. */
  seen: number;
  covered: number;
  detail: TrackRecordDetail;
}

/** A standing as it is kept. Times are ISO 8601, UTC. */
export interface StoredTrackRecord extends LabelTrackRecord {
  /** Since when it has stood on this rung. */
  changedAt: string;
  computedAt: string;
}

export interface TrackRecordDetail {
  /** The target that was asked. */
  target: number;
  /** One-sided 90 % lower bound of the precision at the threshold. */
  lowerBound: number;
  /** `learned`: reaches the target; `settings`: the settings name it; `usual`: no confidence reaches the target. */
  thresholdFrom: 'learned' | 'settings' | 'usual';
  /** How many of all outcomes are live. */
  live: number;
  drifted: boolean;
  /** What the dimension's labels say of it at the threshold, which the bound starts from; absent where they don't vouch. */
  vouched?: Vouching;
  recent: TrackRecord;
  curve: CurvePoint[];
}

/** What would come of a threshold. */
export interface CurvePoint {
  threshold: number;
  right: number;
  wrong: number;
  lowerBound: number;
  /** Share of the issues with the label that it would be written on. */
  coverage: number;
}

export interface TrackRecordQuestion {
  label: string;
  dimension: Dimension;
  value: string;
  /** Out of fold, without those issues that people have judged live. */
  replayed: readonly { confidence: number; right: boolean }[];
  /** Oldest first. Those that do not count, since the replay has measured them anew, still tell whether the label drifts. */
  live: readonly (LiveOutcome & { counts?: boolean })[];
  /** Issues that carry the label. */
  seen: number;
  /** Where it stands; null for a label that has not stood anywhere. */
  current: Autonomy | null;
  target: number;
  /** The settings' own threshold; null without one. */
  fixedThreshold: number | null;
  /** What the dimension's labels say of it at and above a confidence; absent where they don't vouch for each other. */
  vouchedAt?: ((confidence: number) => Vouching) | null;
}

const latest = 30;

/**
 * A label's threshold and rung by what it has shown: the lowest confidence from which its precision reaches the target with
 * 90 % certainty (calibration.ts), and the rung that its record from there earns (autonomy.ts). Where no confidence
 * reaches the target, the usual threshold is what the record is counted from.
 */
export function trackRecordOf(question: TrackRecordQuestion): LabelTrackRecord {
  const { label, dimension, value, replayed, live, seen, target, fixedThreshold } = question;
  const counted = live.filter(({ counts }) => counts !== false);
  const outcomes = [...replayed, ...counted];
  const { vouchedAt = null } = question;
  const { chosen, threshold } = thresholdOf(question, outcomes);
  const vouched = vouchedAt?.(threshold) ?? null;
  const record = recordFrom(outcomes, threshold);
  // What was due under the threshold of its day: a threshold that moved away from the wrong ones does not hide them.
  const due = live.filter((outcome) => outcome.due).map(({ right }) => right);
  const drifted = hasDrifted(due, target);
  const recent = countRight(due.slice(-latest));
  const shown = countRight(outcomes.map(({ right }) => right));
  const evidenced = { all: record, shown, recent, drifted, vouched };
  const critical = isNeverApplied(dimension, value);
  return {
    ...{ label, dimension, value, threshold, record, seen, covered: Math.min(seen, record.right) },
    ...nextRung(question.current ?? 'suggest', evidenced, target, critical),
    detail: {
      ...{ target, drifted, recent, live: counted.length },
      ...(vouched === null ? {} : { vouched }),
      lowerBound: precisionLowerBound(record, vouched),
      thresholdFrom: fixedThreshold !== null ? 'settings' : chosen ? 'learned' : 'usual',
      curve: thresholdSteps.map((step) => {
        const point = recordFrom(outcomes, step);
        const coverage = seen === 0 ? 0 : Math.min(1, point.right / seen);
        const lowerBound = precisionLowerBound(point, vouchedAt?.(step));
        return { threshold: step, ...point, lowerBound, coverage };
      }),
    },
  };
}

function thresholdOf(
  { target, fixedThreshold, vouchedAt }: TrackRecordQuestion,
  outcomes: readonly { confidence: number; right: boolean }[],
): { chosen: boolean; threshold: number } {
  if (fixedThreshold !== null) return { chosen: false, threshold: fixedThreshold };
  // Areas have hardly any outcomes of their own to set a threshold by; a step that the pool has earned will do.
  if (vouchedAt?.(defaultThreshold).uniform === false) {
    const choice = choosePooledThreshold(outcomes, target, vouchedAt);
    return { chosen: choice !== null, threshold: choice?.threshold ?? defaultThreshold };
  }
  const choice = chooseThreshold(outcomes, target, vouchedAt);
  return {
    chosen: choice !== null,
    threshold: choice ? lowered(choice.threshold, outcomes) : defaultThreshold,
  };
}

/**
 * A threshold over the usual one, drawn half of the way to the next outcome under it, but not under the usual one: where
 * all outcomes were surer than that, nothing speaks against those that are a little less sure.
 */
function lowered(threshold: number, outcomes: readonly { confidence: number }[]): number {
  if (threshold <= defaultThreshold) return threshold;
  const under = Math.max(
    0,
    ...outcomes.flatMap(({ confidence }) => (confidence < threshold ? confidence : [])),
  );
  return Math.max(defaultThreshold, (threshold + under) / 2);
}

function recordFrom(
  outcomes: readonly { confidence: number; right: boolean }[],
  threshold: number,
): TrackRecord {
  return countRight(outcomes.filter(({ confidence }) => confidence >= threshold).map(({ right }) => right));
}

function countRight(outcomes: readonly boolean[]): TrackRecord {
  const right = outcomes.filter(Boolean).length;
  return { right, wrong: outcomes.length - right };
}
