import type { Autonomy, Dimension } from '../issue/decision.ts';
import type { Settings } from '../settings/settings.ts';
import { percent } from '../text/percent.ts';
import { byLabel } from './by-label.ts';
import { effectiveMode } from './effective-mode.ts';
import type { LearnedState } from './learned-state.ts';

/** The confidence that is enough to write where neither the settings nor experience say otherwise. */
export const defaultThreshold = 0.8;

/** A value with the question whether it may be written. */
export interface AutonomyQuestion {
  dimension: Dimension;
  value: string;
  confidence: number;
  label: string | null;
  /** True when nothing better than keywords spoke. */
  onlyKeywords: boolean;
}

export interface AutonomyDecision {
  autonomy: Autonomy;
  threshold: number;
  why: string;
}

/**
 * What is done with a value. The label's effective mode decides (effective-mode.ts), then its threshold. A value without a label
 * and a value that only keywords spoke for are never written.
 */
export function decideAutonomy(
  question: AutonomyQuestion,
  settings: Settings,
  state: LearnedState,
): AutonomyDecision {
  const { label, confidence } = question;
  const threshold = thresholdOf(label, settings, state);
  const { autonomy: allowed, setBy, why } = effectiveMode(question, settings, state.ladder);
  const at = (autonomy: Autonomy, words: string): AutonomyDecision => ({ autonomy, threshold, why: words });
  if (allowed === 'observe') return at('observe', `Recorded only: ${why}.`);
  if (setBy === 'rule') return at('suggest', `Suggested: ${why}.`);
  if (label === null) return at('suggest', 'Suggested: the repository has no label for it.');
  if (question.onlyKeywords) return at('suggest', 'Suggested: only keywords spoke for it.');
  if (allowed === 'suggest') return at('suggest', `Suggested: ${why}.`);
  if (confidence < threshold) {
    return at('suggest', `Suggested: ${percent(confidence)} sure, it is written from ${percent(threshold)}.`);
  }
  return at('apply', `Applied: ${percent(confidence)} sure, it is written from ${percent(threshold)}.`);
}

/** The settings' threshold for the label, else the learned one, else the usual one. */
export function thresholdOf(
  label: string | null,
  settings: Settings,
  state: Pick<LearnedState, 'thresholds'>,
): number {
  if (label === null) return defaultThreshold;
  return byLabel(settings.labels.thresholds, label) ?? byLabel(state.thresholds, label) ?? defaultThreshold;
}
