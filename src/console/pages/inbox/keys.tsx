import { Icon } from '../../../../views/icon.tsx';

const keys: [key: string, does: string][] = [
  ['j', 'next'],
  ['k', 'the one before'],
  ['a', 'approve (all that are selected)'],
  ['c', 'correct (all that are selected)'],
  ['e', 'dismiss (all that are selected)'],
  ['x', 'select'],
  ['o', 'open'],
  ['u', 'undo the last action'],
  ['/', 'search'],
  ['?', 'this list'],
];

/** The help sheet of the keyboard. */
export function Keys() {
  return (
    <details class="menu" id="keys">
      <summary class="button button-small">
        <Icon name="command-palette" /> Keys
      </summary>
      <dl class="menu-body menu-right keys">
        {keys.map(([key, does]) => (
          <div>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
