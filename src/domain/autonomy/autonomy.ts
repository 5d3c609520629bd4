import type { Autonomy } from '../issue/decision.ts';
import { percent } from '../text/percent.ts';
import { precisionLowerBound, precisionUpperBound, type TrackRecord } from './calibration.ts';

const ladder: readonly Autonomy[] = ['observe', 'suggest', 'apply'];

/** What a label has shown. */
export interface Evidenced {
  /** Outcomes at or above the label's threshold, replayed out of fold and live. */
  all: TrackRecord;
  /** The latest live ones of these: what the reason tells when the label has drifted. */
  recent: TrackRecord;
  /** Whether its live outcomes have fallen from the target (drift.ts). */
  drifted: boolean;
}

/** A rung and, in words that can follow "Suggested: ", why. */
export interface Rung {
  autonomy: Autonomy;
  why: string;
}

/**
 * The rung of the ladder that a label's record deserves. `apply` when its precision is at least the target with 90 %
 * certainty; `observe` when it is surely wrong more often than right; `suggest` between and while nothing is known. A label
 * that has drifted is not applied, whatever it once earned.
 */
export function earnedRung({ all, recent, drifted }: Evidenced, targetPrecision: number): Rung {
  const total = all.right + all.wrong;
  if (total === 0) return { autonomy: 'suggest', why: 'the label has not shown its precision here yet' };
  const tally = `${all.right} of ${total} were right`;
  const least = percent(precisionLowerBound(all));
  const target = percent(targetPrecision);
  if (precisionUpperBound(all) < 0.5)
    return { autonomy: 'observe', why: `${tally}, which is too few to show` };
  if (precisionLowerBound(all) < targetPrecision) {
    return {
      autonomy: 'suggest',
      why: `${tally}, so at least ${least} can be relied on, and ${target} is asked`,
    };
  }
  if (drifted) {
    const last = recent.right + recent.wrong;
    return {
      autonomy: 'suggest',
      why: `of the last ${last} only ${recent.right} were right, and ${target} is asked`,
    };
  }
  return { autonomy: 'apply', why: `${tally}, so at least ${least} can be relied on` };
}

/**
 * The next rung from where a label stands: one step at a time upwards, at once downwards. Critical priority never goes
 * beyond `suggest`.
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
    return { autonomy: 'suggest', why: 'critical priority is left to people' };
  }
  const step = Math.min(goal, ladder.indexOf(current) + 1);
  return { autonomy: ladder[step] ?? 'observe', why: earned.why };
}
