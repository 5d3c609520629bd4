import type { Settings } from '../src/domain/settings/settings.ts';
import { modeMeanings } from './mode-words.ts';
import { Panel } from './panel.tsx';

/**
 * Explains the mode and how an organization can roll the app out gradually. `mode` is null for several
 * repositories.
 */
export function RolloutHint({ owner, mode }: { owner: string; mode: Settings['mode'] | null }) {
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
      </div>
    </Panel>
  );
}
