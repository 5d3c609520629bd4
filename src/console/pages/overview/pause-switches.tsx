import { Icon } from '../../../../views/icon.tsx';
import type { Pauses } from '../../../../views/mode-words.ts';
import { Panel } from '../../../../views/panel.tsx';

export interface PauseProps {
  path: string;
  owner: string;
  pauses: Pauses;
  /** Scopes the user can pause. The others are shown without a button. */
  may: { repository: boolean; installation: boolean };
}

/** Shows whether triage is active, with buttons that pause it immediately. */
export function PauseSwitches({ path, owner, pauses, may }: PauseProps) {
  return (
    <Panel id="pause" title="Triage">
      <ul class="switches">
        <Switch
          action={`${path}/pause`}
          scope="repository"
          what="This repository"
          paused={pauses.repository}
          may={may.repository}
          needs="maintain"
        />
        <Switch
          action={`${path}/pause`}
          scope="installation"
          what={`All repositories of ${owner}`}
          paused={pauses.installation}
          may={may.installation}
          needs="admin"
        />
        {pauses.suspended && (
          <li class="switch">
            <span>
              <Icon name="alert" tone="tone-attention" /> The app is suspended on GitHub.
            </span>
          </li>
        )}
        {pauses.app && (
          <li class="switch">
            <span>
              <Icon name="alert" tone="tone-attention" /> The app is paused by its operator.
            </span>
          </li>
        )}
      </ul>
      <p class="panel-foot">While paused, nothing is triaged or written. New issues are queued.</p>
    </Panel>
  );
}

interface SwitchProps {
  action: string;
  scope: 'repository' | 'installation';
  what: string;
  paused: boolean;
  may: boolean;
  needs: string;
}

function Switch({ action, scope, what, paused, may, needs }: SwitchProps) {
  return (
    <li class="switch">
      <span>
        <Icon name={paused ? 'stop' : 'play'} tone={paused ? 'tone-attention' : 'tone-success'} /> {what}:{' '}
        <strong>{paused ? 'paused' : 'active'}</strong>
      </span>
      {may ? (
        <form method="post" action={action}>
          <input type="hidden" name="scope" value={scope} />
          <button class="button button-small" type="submit" name="paused" value={paused ? 'no' : 'yes'}>
            {paused ? 'Resume' : 'Pause'}
            <span class="visually-hidden"> {what}</span>
          </button>
        </form>
      ) : (
        <span class="quiet">requires the {needs} role</span>
      )}
    </li>
  );
}
