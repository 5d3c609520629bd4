import { Icon } from '../../../../views/icon.tsx';
import type { Pauses } from '../../../../views/mode-words.ts';
import { Panel } from '../../../../views/panel.tsx';

export interface PauseProps {
  path: string;
  owner: string;
  pauses: Pauses;
  /** Who may only see gets words, no switches. */
  may: { repository: boolean; installation: boolean };
}

/** Whether triage goes on here, and the switches that stop it at once. */
export function PauseSwitches({ path, owner, pauses, may }: PauseProps) {
  return (
    <Panel id="pause" title="Triage">
      <ul class="switches">
        <Switch
          action={`${path}/pause`}
          scope="repository"
          what="this repository"
          paused={pauses.repository}
          may={may.repository}
          needs="maintain"
        />
        <Switch
          action={`${path}/pause`}
          scope="installation"
          what={`everything of ${owner}`}
          paused={pauses.installation}
          may={may.installation}
          needs="admin"
        />
        {pauses.suspended && (
          <li class="switch">
            <span>
              <Icon name="alert" tone="tone-attention" /> The App is suspended at GitHub by its owner.
            </span>
          </li>
        )}
        {pauses.app && (
          <li class="switch">
            <span>
              <Icon name="alert" tone="tone-attention" /> The whole App is paused by whoever runs it.
            </span>
          </li>
        )}
      </ul>
      <p class="panel-foot">Paused, nothing is triaged or written. New issues are kept and wait.</p>
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
        <strong>{paused ? 'paused' : 'goes on'}</strong>
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
        <span class="quiet">needs the role {needs}</span>
      )}
    </li>
  );
}
