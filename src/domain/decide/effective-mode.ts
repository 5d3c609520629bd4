import type { Autonomy, LabelMeaning } from '../issue/decision.ts';
import type { Settings } from '../settings/settings.ts';
import { byLabel } from './by-label.ts';
import type { LearnedState } from './learned-state.ts';

/** Who set a label's mode: the settings for this label, the settings for the whole repository, a fixed rule, or the label's record. */
export type SetBy = 'label settings' | 'settings' | 'rule' | 'record';

/** How far a label may go now. */
export interface EffectiveMode {
  autonomy: Autonomy;
  setBy: SetBy;
  /** In words that can follow "Suggested: ". */
  why: string;
}

/**
 * What holds for a value with this label, before its confidence is looked at: the label's own mode in the settings, else that of
 * the whole repository; in `auto` what the label has earned, `suggest` where it has earned nothing yet. Critical priority goes no
 * further than `suggest`, whatever the mode. `label` is null for a value that no label carries.
 */
export function effectiveMode(
  { label, dimension, value }: { label: string | null; dimension: LabelMeaning['dimension']; value: string },
  settings: Settings,
  ladder: LearnedState['ladder'],
): EffectiveMode {
  const mode = modeBeforeRules(label, settings, ladder);
  if (mode.autonomy !== 'observe' && dimension === 'priority' && value === 'critical') {
    return { autonomy: 'suggest', setBy: 'rule', why: 'critical priority is left to people' };
  }
  return mode;
}

function modeBeforeRules(
  label: string | null,
  settings: Settings,
  ladder: LearnedState['ladder'],
): EffectiveMode {
  const own = label === null ? undefined : byLabel(settings.labels.modes, label);
  const mode = own ?? settings.mode;
  if (mode !== 'auto') {
    return {
      autonomy: mode,
      setBy: own ? 'label settings' : 'settings',
      why: `the settings say ${mode}${own ? ' for this label' : ''}`,
    };
  }
  const earned = label === null ? undefined : byLabel(ladder, label);
  return earned
    ? { autonomy: earned.autonomy, setBy: 'record', why: earned.why }
    : { autonomy: 'suggest', setBy: 'record', why: 'the label has not shown its precision here yet' };
}

/** The label's own mode, else that of the whole repository. */
export function modeOf(label: string, settings: Settings): Settings['mode'] {
  return byLabel(settings.labels.modes, label) ?? settings.mode;
}
