import type { Settings } from '../src/domain/settings/settings.ts';
import { modeMeanings } from './mode-words.ts';
import { Panel } from './panel.tsx';

/** What the App may do, and how an organization begins carefully. `mode` is null where several repositories are meant. */
export function RolloutHint({ owner, mode }: { owner: string; mode: Settings['mode'] | null }) {
  return (
    <Panel id="rollout" title="What it may write">
      <div class="panel-text">
        {mode && (
          <p>
            The mode is <strong>{mode}</strong>. {modeMeanings[mode]}
          </p>
        )}
        <p>
          To watch first in all of {owner}, put <code>mode: observe</code> into the file{' '}
          <code>.github/dispatch.yml</code> of the repository <code>{owner}/.github</code>. A repository's own{' '}
          <code>.github/dispatch.yml</code> goes before it: set <code>mode: suggest</code>, <code>auto</code>{' '}
          or <code>apply</code> there, one repository after the other.
        </p>
      </div>
    </Panel>
  );
}
