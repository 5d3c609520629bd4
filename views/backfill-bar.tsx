import { type BackfillProgress, secondsLeft, shareDone } from '../src/domain/past/backfill-progress.ts';
import { Icon } from './icon.tsx';
import { When } from './when.tsx';

/**
 * Shows the progress of the backfill. While it is running, the bar polls itself every two seconds. Without
 * JavaScript it shows the progress at page load.
 */
export function BackfillBar({
  path,
  progress,
  now,
}: {
  path: string;
  progress: BackfillProgress | null;
  now: number;
}) {
  if (!progress) return <div id="backfill" hidden />;
  const done = progress.stage === 'done';
  const again = done
    ? {}
    : { 'hx-get': `${path}/backfill`, 'hx-trigger': 'every 2s', 'hx-swap': 'outerMorph' };
  if (done) {
    return (
      <p class="quiet backfill-done" id="backfill">
        <Icon name="check-circle" />{' '}
        <a href={`${path}/backlog`}>Learned from {progress.issuesRead.toLocaleString('en-US')} past issues</a>
        {progress.finishedAt && (
          <>
            , <When at={progress.finishedAt} />
          </>
        )}
      </p>
    );
  }
  const share = shareDone(progress);
  const left = secondsLeft(progress, now);
  return (
    <section class="panel backfill" id="backfill" aria-label="Backfill" {...again}>
      <p class="backfill-words">
        <strong>Backfill in progress</strong>
        <span class="quiet">
          {progress.stage === 'issues' ? 'Reading issues' : 'Reading label and close events'}:{' '}
          {progress.issuesRead.toLocaleString('en-US')} issues so far
          {share !== null && `, ${Math.round(share * 100)}%`}
          {left !== null && `, about ${inWords(left)} left`}
        </span>
      </p>
      <progress class="progress" max="1" value={share ?? undefined} aria-label="Backfill progress" />
      {progress.restsUntil && (
        <p class="quiet">
          Waiting for GitHub's rate limit to reset: the backfill continues <When at={progress.restsUntil} />.
        </p>
      )}
      {progress.problem && (
        <p class="tone-attention">
          <Icon name="alert" /> The last step failed ({progress.problem}) and will be retried. No data was
          lost.
        </p>
      )}
    </section>
  );
}

function inWords(seconds: number): string {
  if (seconds < 90) return `${Math.max(1, seconds)} s`;
  return seconds < 5_400 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3_600)} h`;
}
