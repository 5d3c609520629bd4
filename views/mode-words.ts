import type { EffectiveMode, SetBy } from '../src/domain/decide/effective-mode.ts';
import type { Settings } from '../src/domain/settings/settings.ts';

/** What each mode of the settings means for what is written. */
export const modeMeanings: Record<Settings['mode'], string> = {
  observe: 'Everything is recorded here, nothing is written.',
  suggest: 'Labels are shown here, and people write them.',
  apply: 'Labels are written from their threshold on.',
  auto: 'Each label is written once its measured precision has earned it.',
};

/** Where the settings come from (`SettingsRecord.source`), in words that can follow "set in". */
export function settingsPlace(source: string): string {
  if (source === 'defaults') return 'the defaults';
  if (source === 'organisation') return 'the organization’s settings';
  return `this repository’s ${source}`;
}

const setByWords: Record<SetBy, string> = {
  'label settings': 'settings, this label',
  settings: 'settings',
  rule: 'left to people',
  record: 'earned',
};

/** Who set a label's mode, in a word or two; `measured`: whether the label has a record. */
export function setByInWords({ setBy }: EffectiveMode, measured: boolean): string {
  return setBy === 'record' && !measured ? 'nothing earned yet' : setByWords[setBy];
}

/** What stops triage here. */
export interface Pauses {
  repository: boolean;
  installation: boolean;
  suspended: boolean;
  app: boolean;
}

/** Who paused triage, the nearest first; null while it runs. */
export function pausedInWords(pauses: Pauses): string | null {
  if (pauses.repository) return 'Paused for this repository';
  if (pauses.installation) return 'Paused for the whole account';
  if (pauses.suspended) return 'The App is suspended at GitHub by its owner';
  return pauses.app ? 'The whole App is paused by its operator' : null;
}
