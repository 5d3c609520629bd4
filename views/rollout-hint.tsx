import { Panel } from './panel.tsx';

const meanings = {
  observe: 'Everything is recorded here, nothing is written.',
  suggest: 'Labels are shown here, and people write them.',
  apply: 'Labels are written from their threshold on.',
  auto: 'Each label is written once it has earned it, by the figures on this page.',
} as const;

/** What the App may do, and how an organisation begins carefully. `mode` is null where several repositories are meant. */
export function RolloutHint({ owner, mode }: { owner: string; mode: keyof typeof meanings | null }) {
  return (
    <Panel id="rollout" title="What it may write">
      <div class="panel-text">
        {mode && (
          <p>
            The mode is <strong>{mode}</strong>. {meanings[mode]}
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
