import { Icon, type IconName } from '../../../../views/icon.tsx';
import type { Today } from '../../../read/overview.ts';

const figures: { key: keyof Today; word: string; meaning: string; path: string; icon: IconName }[] = [
  {
    key: 'received',
    word: 'deliveries received',
    meaning: 'Webhook deliveries for issues, comments and labels in the last 24 hours',
    path: '/received',
    icon: 'webhook',
  },
  {
    key: 'triaged',
    word: 'issues triaged',
    meaning: 'Issues triaged in the last 24 hours',
    path: '/issues?state=all&days=1',
    icon: 'light-bulb',
  },
  {
    key: 'written',
    word: 'changes made',
    meaning: 'Labels, comments and assignments DispatchAI wrote to GitHub in the last 24 hours',
    path: '/activity?kind=written&days=1',
    icon: 'pencil',
  },
  {
    key: 'leftToPeople',
    word: 'to review',
    meaning: 'Open issues from the last 24 hours with suggestions to review',
    path: '/issues?done=unanswered&days=1',
    icon: 'person',
  },
  {
    key: 'failed',
    word: 'failed',
    meaning: 'Deliveries that failed and are unresolved, of any age',
    path: '/failures',
    icon: 'alert',
  },
];

/** Five metrics of the last 24 hours. The page and its live updates share this markup. */
export function OverviewToday({ path, today }: { path: string; today: Today }) {
  return (
    <ul class="figures" id="today" aria-label="Last 24 hours">
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
