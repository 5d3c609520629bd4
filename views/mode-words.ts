import type { EffectiveMode, SetBy } from '../src/domain/decide/effective-mode.ts';
import type { Settings } from '../src/domain/settings/settings.ts';

/** What each mode writes. */
export const modeMeanings: Record<Settings['mode'], string> = {
  observe: 'Decisions are recorded here; nothing is written to GitHub.',
  suggest: 'Labels are suggested here; people apply them.',
  apply: 'Labels are applied when their confidence reaches the threshold.',
  auto: 'A label is applied once its measured precision has earned it.',
};

/** Describes where settings come from (`SettingsRecord.source`), to follow "set in". */
export function settingsPlace(source: string): string {
  if (source === 'defaults') return 'the defaults';
  if (source === 'organisation') return 'the organization’s settings';
  return `this repository’s ${source}`;
}

const setByWords: Record<SetBy, string> = {
  'label settings': 'label settings',
  settings: 'settings',
  rule: 'manual only',
  record: 'earned',
};

/** Describes in a word or two who set a label's mode. `measured` tells whether the label has a track record. */
export function setByInWords({ setBy }: EffectiveMode, measured: boolean): string {
  return setBy === 'record' && !measured ? 'not yet earned' : setByWords[setBy];
}

/** The reasons for which triage can be paused. */
export interface Pauses {
  repository: boolean;
  installation: boolean;
  suspended: boolean;
  app: boolean;
}

/** Describes the pause with the narrowest scope; null while triage is active. */
export function pausedInWords(pauses: Pauses): string | null {
  if (pauses.repository) return 'Paused for this repository';
  if (pauses.installation) return 'Paused for the whole account';
  if (pauses.suspended) return 'The app is suspended on GitHub';
  return pauses.app ? 'The app is paused by its operator' : null;
}
