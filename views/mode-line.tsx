import type { Settings } from '../src/domain/settings/settings.ts';
import { Icon } from './icon.tsx';
import { modeMeanings, type Pauses, pausedInWords, settingsPlace } from './mode-words.ts';

interface ModeLineProps {
  settings: Pick<Settings, 'mode' | 'labels'>;
  source: string;
  /** Null when they could not be read. */
  pauses: Pauses | null;
  /** The repository's path. */
  path: string;
}

/** Shows the repository's mode and where it is set. A pause is mentioned first. */
export function ModeLine({ settings, source, pauses, path }: ModeLineProps) {
  const paused = pauses && pausedInWords(pauses);
  const own = Object.keys(settings.labels.modes).length;
  return (
    <p class="mode-line">
      {paused && (
        <>
          <Icon name="stop" tone="tone-attention" /> <strong>{paused}</strong>: nothing is written until
          triage resumes.{' '}
        </>
      )}
      Mode <strong>{settings.mode}</strong>, set in <a href={`${path}/settings`}>{settingsPlace(source)}</a>.{' '}
      {modeMeanings[settings.mode]}
      {own === 1 && ' One label overrides it.'}
      {own > 1 && ` ${own} labels override it.`}
    </p>
  );
}
