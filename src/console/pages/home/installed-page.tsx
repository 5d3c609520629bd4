import { Icon } from '../../../../views/icon.tsx';
import { RolloutHint } from '../../../../views/rollout-hint.tsx';
import { type BackfillProgress, shareDone } from '../../../domain/past/backfill-progress.ts';
import type { VisibleRepository } from '../../../read/console.ts';

interface InstalledProps {
  shown: { repository: VisibleRepository; progress: BackfillProgress | null }[];
  /** Number of further repositories. */
  others: number;
  now: number;
}

/** Shown after the app has been installed on several repositories. */
export function InstalledPage({ shown, others }: InstalledProps) {
  return (
    <>
      <div class="page-head">
        <h1>DispatchAI is installed</h1>
        <p class="page-note">
          It starts by reading each repository's issue history, learning from it, and measuring how accurate
          it would have been.
        </p>
      </div>
      <section class="panel" aria-labelledby="installed-title">
        <h2 class="panel-title" id="installed-title">
          Repositories <span class="counter">{shown.length + others}</span>
        </h2>
        <ul class="switches">
          {shown.map(({ repository: { owner, name }, progress }) => (
            <li class="switch">
              <span>
                <Icon name={progress?.stage === 'done' ? 'check-circle' : 'clock'} />{' '}
                <a href={`/${owner}/${name}/backlog`}>
                  {owner}/{name}
                </a>
              </span>
              <span class="quiet">{inWords(progress)}</span>
            </li>
          ))}
        </ul>
        {others > 0 && (
          <p class="panel-foot">
            {others} more in the <a href="/">repository list</a>.
          </p>
        )}
      </section>
      <RolloutHint owner={shown[0]?.repository.owner ?? ''} name={null} mode={null} />
    </>
  );
}

function inWords(progress: BackfillProgress | null): string {
  if (!progress) return 'backfill queued';
  if (progress.stage === 'done')
    return `learned from ${progress.issuesRead.toLocaleString('en-US')} past issues`;
  const share = shareDone(progress);
  return share === null ? 'backfill in progress' : `backfill in progress, ${Math.round(share * 100)}%`;
}
