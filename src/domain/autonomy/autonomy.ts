import type { RecordReason } from '../issue/autonomy-reason.ts';
import type { Autonomy } from '../issue/decision.ts';
import { precisionLowerBound, precisionUpperBound, type TrackRecord, type Vouching } from './calibration.ts';

const ladder: readonly Autonomy[] = ['observe', 'suggest', 'apply'];

/** A label's track record, as far as its rung depends on it. */
export interface Evidenced {
  /** Outcomes at or above the label's threshold, replayed out of fold and live. */
  all: TrackRecord;
  /** All outcomes, also those below the threshold, which are suggested; absent where there is no threshold. */
  shown?: TrackRecord;
  /** The latest live outcomes among these, which explain a drift. */
  recent: TrackRecord;
  /** Whether its live precision has fallen below the target (drift.ts). */
  drifted: boolean;
  /** What the dimension's labels say of it at the threshold, where they vouch for each other (pooled-precision.ts). */
  vouched?: Vouching | null;
}

/** A rung of the ladder and why the label is on it. */
export interface Rung {
  autonomy: Autonomy;
  why: RecordReason;
}

/**
 * The rung that a label's record has earned: `apply` if its precision is at least the target with 90% certainty, `observe` if
 * what it would have been applied to, or else all that it would have been shown for, is wrong more often than right with the
 * same certainty, and `suggest` otherwise or while there are no outcomes. A label that has drifted is not applied, whatever it
 * earned before.
 */
export function earnedRung(
  { all, shown = all, recent, drifted, vouched }: Evidenced,
  targetPrecision: number,
): Rung {
  const target = targetPrecision;
  const total = all.right + all.wrong;
  const { right } = all;
  const lowerBound = precisionLowerBound(all, vouched);
  const reached = total > 0 && lowerBound >= target;
  const wrong = [all, ...(reached ? [] : [shown])].find((record) => precisionUpperBound(record) < 0.5);
  if (wrong) {
    const { right: hits, wrong: misses } = wrong;
    return { autonomy: 'observe', why: { code: 'mostly_wrong', right: hits, total: hits + misses } };
  }
  if (total === 0) return { autonomy: 'suggest', why: { code: 'no_record' } };
  if (lowerBound < target)
    return { autonomy: 'suggest', why: { code: 'below_target', right, total, lowerBound, target } };
  if (drifted) {
    const last = recent.right + recent.wrong;
    return { autonomy: 'suggest', why: { code: 'drifted', right: recent.right, total: last, target } };
  }
  return { autonomy: 'apply', why: { code: 'reached_target', right, total, lowerBound } };
}

/**
 * A label's next rung: up one step at a time, down immediately. Critical priority never goes beyond `suggest`.
 */
export function nextRung(
  current: Autonomy,
  evidenced: Evidenced,
  targetPrecision: number,
  critical = false,
): Rung {
  const earned = earnedRung(evidenced, targetPrecision);
  const goal = ladder.indexOf(earned.autonomy);
  if (critical && goal === ladder.length - 1) {
    return { autonomy: 'suggest', why: { code: 'critical' } };
  }
  const step = Math.min(goal, ladder.indexOf(current) + 1);
  return { autonomy: ladder[step] ?? 'observe', why: earned.why };
}
