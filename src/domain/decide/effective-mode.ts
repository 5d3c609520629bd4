import type { AutonomyReason, Stored } from '../issue/autonomy-reason.ts';
import { type Autonomy, isNeverApplied, type LabelMeaning } from '../issue/decision.ts';
import type { Settings } from '../settings/settings.ts';
import { byLabel } from './by-label.ts';
import type { LearnedState } from './learned-state.ts';

/** What set a label's mode: the settings for this label or for the whole repository, a fixed rule, or the label's track record. */
export type SetBy = 'label settings' | 'settings' | 'rule' | 'record';

/** What may be done with a label's values at the moment. */
export interface EffectiveMode {
  autonomy: Autonomy;
  setBy: SetBy;
  why: Stored<AutonomyReason>;
}

/**
 * The mode that applies to a value before its confidence is considered: the label's own mode in the settings, else the
 * repository's. In `auto` it is what the label has earned, or `suggest` while it has no track record. Critical priority never
 * goes beyond `suggest`. `label` is null for a value that no label carries.
 */
export function effectiveMode(
  { label, dimension, value }: { label: string | null; dimension: LabelMeaning['dimension']; value: string },
  settings: Settings,
  ladder: LearnedState['ladder'],
): EffectiveMode {
  const mode = modeBeforeRules(label, settings, ladder);
  if (mode.autonomy !== 'observe' && isNeverApplied(dimension, value)) {
    return { autonomy: 'suggest', setBy: 'rule', why: { code: 'critical' } };
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
      why: { code: 'mode', mode, scope: own ? 'label' : 'repository' },
    };
  }
  const earned = label === null ? undefined : byLabel(ladder, label);
  return earned
    ? { autonomy: earned.autonomy, setBy: 'record', why: earned.why }
    : { autonomy: 'suggest', setBy: 'record', why: { code: 'no_record' } };
}

/** The label's own mode, else that of the whole repository. */
export function modeOf(label: string, settings: Settings): Settings['mode'] {
  return byLabel(settings.labels.modes, label) ?? settings.mode;
}
