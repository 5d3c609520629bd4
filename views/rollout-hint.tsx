import type { Settings } from '../src/domain/settings/settings.ts';
import { modeMeanings } from './mode-words.ts';
import { Panel } from './panel.tsx';

interface RolloutProps {
  owner: string;
  /** The repository's name; null for several. */
  name: string | null;
  mode: Settings['mode'] | null;
}

/**
 * Explains the mode and how an organization can roll the app out gradually. `mode` is null for several
 * repositories.
 */
export function RolloutHint({ owner, name, mode }: RolloutProps) {
  return (
    <Panel id="rollout" title="Rollout">
      <div class="panel-text">
        {mode && (
          <p>
            The mode is <strong>{mode}</strong>. {modeMeanings[mode]}
          </p>
        )}
        <p>
          To start in observe mode across {owner}, set <code>mode: observe</code> in{' '}
          <code>.github/dispatch.yml</code> of the repository <code>{owner}/.github</code>. A repository's own{' '}
          <code>.github/dispatch.yml</code> overrides it: set <code>mode: suggest</code>, <code>auto</code> or{' '}
          <code>apply</code> there, one repository at a time.
        </p>
        <p>
          If another bot has triaged issues here,{' '}
          <code>
            npm run import-settings -- {owner}/{name ?? 'NAME'}
          </code>{' '}
          reads its files and proposes a <code>dispatch.yml</code>, with a note for each thing that was taken,
          left or has no counterpart.
        </p>
      </div>
    </Panel>
  );
}
