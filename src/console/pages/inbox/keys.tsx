import { Icon } from '../../../../views/icon.tsx';

const keys: [key: string, does: string][] = [
  ['j', 'next'],
  ['k', 'previous'],
  ['a', 'approve (or all selected)'],
  ['c', 'correct (or all selected)'],
  ['e', 'dismiss (all that are selected)'],
  ['x', 'select'],
  ['o', 'open'],
  ['u', 'undo last action'],
  ['/', 'search'],
  ['?', 'keyboard shortcuts'],
];

/** The list of keyboard shortcuts. */
export function Keys() {
  return (
    <details class="menu" id="keys">
      <summary class="button button-small">
        <Icon name="command-palette" /> Shortcuts{' '}
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
