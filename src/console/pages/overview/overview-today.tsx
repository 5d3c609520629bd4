import { Icon, type IconName } from '../../../../views/icon.tsx';
import type { Today } from '../../../read/overview.ts';

const figures: { key: keyof Today; word: string; meaning: string; path: string; icon: IconName }[] = [
  {
    key: 'received',
    word: 'deliveries received',
    meaning: 'Deliveries from GitHub in the last 24 hours, of issues, comments and labels',
    path: '/received',
    icon: 'webhook',
  },
  {
    key: 'triaged',
    word: 'issues triaged',
    meaning: 'Issues decided in the last 24 hours',
    path: '/issues?state=all&days=1',
    icon: 'light-bulb',
  },
  {
    key: 'written',
    word: 'written',
    meaning: 'Labels, comments and assignments written to GitHub in the last 24 hours',
    path: '/activity?kind=written&days=1',
    icon: 'pencil',
  },
  {
    key: 'leftToPeople',
    word: 'left to people',
    meaning: 'Open issues of the last 24 hours that wait for a person',
    path: '/issues?done=unanswered&days=1',
    icon: 'person',
  },
  {
    key: 'failed',
    word: 'failed',
    meaning: 'Deliveries that failed and are not done yet, of any age',
    path: '/failures',
    icon: 'alert',
  },
];

/** Whether it worked today, in five numbers; the same markup for the page and for the live update. */
export function OverviewToday({ path, today }: { path: string; today: Today }) {
  return (
    <ul class="figures" id="today" aria-label="The last 24 hours">
      {figures.map(({ key, word, meaning, path: behind, icon }) => (
        <li>
          <a
            class={key === 'failed' && today.failed > 0 ? 'figure figure-danger' : 'figure'}
            href={path + behind}
            title={meaning}
          >
            <span class="figure-number">{today[key].toLocaleString('en-US')}</span>
            <span class="figure-word">
              <Icon name={icon} /> {word}
            </span>
          </a>
        </li>
      ))}
    </ul>
  );
}
