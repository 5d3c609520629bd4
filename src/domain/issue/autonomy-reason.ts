/**
 * Why a label is where it is on the ladder, by its track record. `lowerBound` is the one-sided 90% lower bound of its precision,
 * `target` the precision that the settings ask for; both from 0 to 1. Codes are stored, never renamed: rows hold them.
 */
export type RecordReason =
  | { code: 'no_record' }
  /** Wrong more often than right: too poor even to suggest. */
  | { code: 'mostly_wrong'; right: number; total: number }
  | { code: 'below_target'; right: number; total: number; lowerBound: number; target: number }
  /** The latest outcomes fell short of the target, whatever it earned before. */
  | { code: 'drifted'; right: number; total: number; target: number }
  | { code: 'reached_target'; right: number; total: number; lowerBound: number }
  | { code: 'critical' };

/** Why a value is applied, suggested or only recorded. `confidence` and `threshold` are from 0 to 1. */
export type AutonomyReason =
  | RecordReason
  /** The settings name the mode, for this label or for the whole repository. */
  | { code: 'mode'; mode: 'observe' | 'suggest' | 'apply'; scope: 'label' | 'repository' }
  /** A rule of the settings demands it. */
  | { code: 'rule' }
  | { code: 'no_label' }
  | { code: 'only_keywords' }
  /** Too few issues like this one get the label at all, 0 to 1, however well it fits. */
  | { code: 'seldom_given'; open: number; floor: number }
  | { code: 'below_threshold' | 'reached_threshold'; confidence: number; threshold: number };

/** A reason as a row keeps it: early versions kept an English sentence, which is shown as it is. */
export type Stored<Reason> = Reason | string;
