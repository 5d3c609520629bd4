import type { Autonomy } from '../issue/decision.ts';
import { precisionLowerBound, type TrackRecord, type Vouching } from './calibration.ts';

/** How near a change of rung is looked ahead, in outcomes. */
const horizon = 3;

/** A label that the next outcomes could move: how many of one kind it takes. */
export interface Outlook {
  towards: 'apply' | 'suggest';
  /** Right ones in a row to be applied, or wrong ones to be only suggested again. */
  outcomes: number;
}

/**
 * Whether a label is about to be promoted or demoted: at most three outcomes away from the rung above or below, by the
 * lower bound of its precision (calibration.ts). Null where it is further, or nothing has been seen.
 */
export function labelOutlook(
  { autonomy, right, wrong, vouched }: TrackRecord & { autonomy: Autonomy; vouched?: Vouching | null },
  targetPrecision: number,
): Outlook | null {
  if (right + wrong === 0 || autonomy === 'observe') return null;
  const clears = (record: TrackRecord) => precisionLowerBound(record, vouched) >= targetPrecision;
  for (let outcomes = 1; outcomes <= horizon; outcomes++) {
    if (autonomy === 'suggest' && clears({ right: right + outcomes, wrong }))
      return { towards: 'apply', outcomes };
    if (autonomy === 'apply' && !clears({ right, wrong: wrong + outcomes }))
      return { towards: 'suggest', outcomes };
  }
  return null;
}
