import type { Autonomy, Dimension } from './decision.ts';
import type { LearnedState } from './learned-state.ts';
import { percent } from './percent.ts';
import type { Settings } from './settings.ts';

/** The confidence that is enough to write where neither the settings nor experience say otherwise. */
export const usualThreshold = 0.8;

/** A value with the question whether it may be written. */
export interface PlaceQuestion {
  dimension: Dimension;
  value: string;
  confidence: number;
  label: string | null;
  /** True when nothing better than keywords spoke. */
  onlyKeywords: boolean;
}

export interface Placed {
  autonomy: Autonomy;
  threshold: number;
  why: string;
}

/**
 * What is done with a value. The settings' mode (the label's own, else the whole) decides; in `auto` the label's earned
 * place does, `suggest` where nothing was earned yet. Critical priority, a value without a label and a value that only
 * keywords spoke for are never written.
 */
export function place(question: PlaceQuestion, settings: Settings, state: LearnedState): Placed {
  const { label, confidence } = question;
  const threshold = thresholdOf(label, settings, state);
  const { allowed, why } = allowance(label, settings, state);
  const at = (autonomy: Autonomy, words: string): Placed => ({ autonomy, threshold, why: words });
  if (allowed === 'observe') return at('observe', `Recorded only: ${why}.`);
  if (question.dimension === 'priority' && question.value === 'critical') {
    return at('suggest', 'Suggested: critical priority is left to people.');
  }
  if (label === null) return at('suggest', 'Suggested: the repository has no label for it.');
  if (question.onlyKeywords) return at('suggest', 'Suggested: only keywords spoke for it.');
  if (allowed === 'suggest') return at('suggest', `Suggested: ${why}.`);
  if (confidence < threshold) {
    return at('suggest', `Suggested: ${percent(confidence)} sure, it is written from ${percent(threshold)}.`);
  }
  return at('apply', `Applied: ${percent(confidence)} sure, it is written from ${percent(threshold)}.`);
}

/** The settings' threshold for the label, else the learned one, else the usual one. */
export function thresholdOf(label: string | null, settings: Settings, state: LearnedState): number {
  if (label === null) return usualThreshold;
  return byLabel(settings.labels.thresholds, label) ?? byLabel(state.thresholds, label) ?? usualThreshold;
}

function allowance(
  label: string | null,
  settings: Settings,
  state: LearnedState,
): { allowed: Autonomy; why: string } {
  const own = label === null ? undefined : byLabel(settings.labels.modes, label);
  const mode = label === null ? settings.mode : modeOf(label, settings);
  if (mode !== 'auto') {
    return { allowed: mode, why: `the settings say ${mode}${own ? ' for this label' : ''}` };
  }
  const earned = label === null ? undefined : byLabel(state.ladder, label);
  return earned
    ? { allowed: earned.autonomy, why: earned.why }
    : { allowed: 'suggest', why: 'the label has not shown its precision here yet' };
}

/** The label's own mode, else that of the whole repository. */
export function modeOf(label: string, settings: Settings): Settings['mode'] {
  return byLabel(settings.labels.modes, label) ?? settings.mode;
}

/** A label's entry whatever the case, as GitHub compares label names. */
function byLabel<T>(record: Readonly<Record<string, T>>, label: string): T | undefined {
  const wanted = label.toLowerCase();
  return Object.entries(record).find(([name]) => name.toLowerCase() === wanted)?.[1];
}
