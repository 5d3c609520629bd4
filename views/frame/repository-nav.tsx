import { Icon, type IconName } from '../icon.tsx';
import type { Frame } from './frame-props.ts';

const sections: { path: string; word: string; icon: IconName }[] = [
  { path: '', word: 'Overview', icon: 'graph' },
  { path: '/inbox', word: 'Inbox', icon: 'inbox' },
  { path: '/issues', word: 'Issues', icon: 'issue-opened' },
  { path: '/labels', word: 'Labels', icon: 'tag' },
  { path: '/themes', word: 'Themes', icon: 'pulse' },
  { path: '/duplicates', word: 'Duplicates', icon: 'link' },
  { path: '/activity', word: 'Activity', icon: 'history' },
  { path: '/failures', word: 'Failures', icon: 'alert' },
  { path: '/playground', word: 'Playground', icon: 'beaker' },
  { path: '/backtest', word: 'Backtest', icon: 'checklist' },
  { path: '/settings', word: 'Settings', icon: 'gear' },
];

/** Navigation between the pages of the current repository. */
export function RepositoryNav({ frame }: { frame: Frame }) {
  const { current } = frame;
  if (!current) return null;
  const home = `/${current.owner}/${current.name}`;
  const here = decodeURI(frame.path.split('?')[0] ?? '').slice(home.length);
  return (
    <nav class="sections" aria-label={`${current.owner}/${current.name}`}>
      <ul class="sections-list">
        {sections.map(({ path, word, icon }) => {
          const current = path === '' ? here === '' : here === path || here.startsWith(`${path}/`);
          return (
            <li>
              <a class="section-link" href={home + path} aria-current={current ? 'page' : undefined}>
                <Icon name={icon} /> {word}
              </a>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
