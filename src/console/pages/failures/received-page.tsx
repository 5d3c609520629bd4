import { Icon, type IconName } from '../../../../views/icon.tsx';
import { Blank } from '../../../../views/panel.tsx';
import { renderDuration } from '../../../../views/render-words.ts';
import { When } from '../../../../views/when.tsx';
import type { VisibleRepository } from '../../../read/console.ts';
import type { Received } from '../../../read/pages.ts';
import { whatOf } from './delivery-words.ts';

interface ReceivedProps {
  repository: VisibleRepository;
  /** Null when they couldn't be read. */
  rows: Received[] | null;
  /** Number of deliveries in the last 24 hours; null when it couldn't be read. */
  count: number | null;
  older: string | null;
  paged: boolean;
}

const states: Record<Received['status'], { icon: IconName; tone: string; word: string }> = {
  done: { icon: 'check-circle', tone: 'tone-success', word: 'done' },
  ignored: { icon: 'check-circle', tone: 'tone-muted', word: 'ignored' },
  queued: { icon: 'clock', tone: 'tone-muted', word: 'queued' },
  retrying: { icon: 'clock', tone: 'tone-attention', word: 'retrying' },
  dead: { icon: 'x-circle', tone: 'tone-danger', word: 'failed' },
};

/** The deliveries of the last 24 hours, newest first, with their status. */
export function ReceivedPage({ repository, rows, count, older, paged }: ReceivedProps) {
  const path = `/${repository.owner}/${repository.name}`;
  return (
    <>
      <div class="page-head">
        <h1>Deliveries</h1>
        <p class="page-note">
          {count === null ? 'Deliveries' : `${count.toLocaleString('en-US')} deliveries`} from GitHub in the
          last 24 hours
        </p>
      </div>
      <section class="box" aria-label="Deliveries from GitHub">
        {!rows && (
          <Blank icon="alert" text="The deliveries couldn’t be loaded. No data was lost.">
            <a class="button" href={`${path}/received`}>
              Try again
            </a>
          </Blank>
        )}
        {rows?.length === 0 && (
          <Blank icon="webhook" text="No deliveries in the last 24 hours. New ones appear here.">
            <a class="button" href={`${path}/issues?state=all`}>
              All issues
            </a>
          </Blank>
        )}
        {rows && rows.length > 0 && (
          <ul>
            {rows.map((row) => (
              <ReceivedRow path={path} row={row} />
            ))}
          </ul>
        )}
      </section>
      {(paged || older) && (
        <nav class="paging" aria-label="Pages">
          {paged && (
            <a class="button" href={`${path}/received`}>
              Newest
            </a>
          )}
          {older && (
            <a class="button" rel="next" href={`${path}/received?older=${encodeURIComponent(older)}`}>
              Older <Icon name="chevron-right" />
            </a>
          )}
        </nav>
      )}
    </>
  );
}

function ReceivedRow({ path, row }: { path: string; row: Received }) {
  const { number, status, reason, tookMs, receivedAt, deliveryId } = row;
  const { icon, tone, word } = states[status];
  return (
    <li class="failure-row">
      <Icon name={icon} tone={tone} />
      <div class="failure-main">
        <p>
          <strong>{whatOf(row)}</strong>
          {number !== null && (
            <>
              {' '}
              <a href={`${path}/issues/${number}`}>#{number}</a>
            </>
          )}{' '}
          <span class="quiet">
            <When at={receivedAt} />
          </span>
        </p>
        <p class="quiet">
          {status === 'dead' || status === 'retrying' ? <a href={`${path}/failures`}>{word}</a> : word}
          {tookMs !== null && status === 'done' && ` after ${renderDuration(tookMs)}`}
          {reason && `: ${reason}`} · <code>{deliveryId}</code>
        </p>
      </div>
    </li>
  );
}
