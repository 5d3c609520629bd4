import type { AutonomyReason, Stored } from '../issue/autonomy-reason.ts';
import type { Certainty } from '../issue/certainty.ts';
import type { Autonomy, Dimension } from '../issue/decision.ts';
import type { Settings } from '../settings/settings.ts';
import { byLabel } from './by-label.ts';
import { certaintyOf } from './certainty.ts';
import { effectiveMode } from './effective-mode.ts';
import type { LearnedState } from './learned-state.ts';

/** The threshold of a label whose settings name none and whose track record hasn't produced one. */
export const defaultThreshold = 0.8;

/**
 * A label is not applied where fewer issues like this one get it, however sure it is that no other fits better: most issues
 * of a repository that labels now and then get none at all.
 */
export const openFloor = 0.1;

/** A value, and what decides whether it may be applied. */
export interface AutonomyQuestion {
  dimension: Dimension;
  value: string;
  confidence: number;
  label: string | null;
  /** How likely somebody would put it on at all, 0 to 1; null or absent where no source can tell. */
  open?: number | null;
  /** True if keywords are the only evidence. */
  onlyKeywords: boolean;
  /** True where a rule of the settings demands it. */
  byRule?: boolean;
}

export interface AutonomyDecision {
  autonomy: Autonomy;
  /** The confidence from which the label is applied, 0 to 1. */
  threshold: number;
  why: Stored<AutonomyReason>;
  /** How sure its label is by its measured precision; absent where it isn't applied. */
  certainty?: Certainty;
}

/**
 * Decides whether a value is applied, suggested or only recorded: first by the label's effective mode (effective-mode.ts),
 * then by its threshold. A value without a label, or with no better evidence than keywords, is never applied. A rule of the settings
 * needs neither a record nor a threshold; the modes that the settings name hold for it too.
 */
export function decideAutonomy(
  question: AutonomyQuestion,
  settings: Settings,
  state: LearnedState,
): AutonomyDecision {
  const { label, confidence } = question;
  const threshold = thresholdOf(label, settings, state);
  const mode = effectiveMode(question, settings, state.ladder);
  const { autonomy: allowed, setBy, why } = mode;
  const apply = (of: string, reason: AutonomyReason): AutonomyDecision => ({
    ...{ autonomy: 'apply', threshold, why: reason },
    certainty: certaintyOf({ ...question, label: of }, mode, state.ladder),
  });
  if (question.byRule && label !== null && (setBy === 'record' || allowed === 'apply'))
    return apply(label, { code: 'rule' });
  if (allowed === 'observe') return { autonomy: 'observe', threshold, why };
  const suggest = (reason: Stored<AutonomyReason>): AutonomyDecision => ({
    ...{ autonomy: 'suggest', threshold, why: reason },
  });
  if (setBy === 'rule') return suggest(why);
  if (label === null) return suggest({ code: 'no_label' });
  if (question.onlyKeywords) return suggest({ code: 'only_keywords' });
  if (allowed === 'suggest') return suggest(why);
  if (confidence < threshold) return suggest({ code: 'below_threshold', confidence, threshold });
  const { open = null } = question;
  if (open !== null && open < openFloor) return suggest({ code: 'seldom_given', open, floor: openFloor });
  return apply(label, { code: 'reached_threshold', confidence, threshold });
}

/** The label's threshold from the settings, else the learned one, else the default. */
export function thresholdOf(
  label: string | null,
  settings: Settings,
  state: Pick<LearnedState, 'thresholds'>,
): number {
  if (label === null) return defaultThreshold;
  return byLabel(settings.labels.thresholds, label) ?? byLabel(state.thresholds, label) ?? defaultThreshold;
}
