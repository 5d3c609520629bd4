import { Icon } from '../../../../views/icon.tsx';
import { RolloutHint } from '../../../../views/rollout-hint.tsx';
import { type BackfillProgress, shareDone } from '../../../domain/past/backfill-progress.ts';
import type { VisibleRepository } from '../../../read/console.ts';

interface InstalledProps {
  shown: { repository: VisibleRepository; progress: BackfillProgress | null }[];
  /** How many more there are. */
  others: number;
  now: number;
}

/** What people see once they have installed the App on several repositories. */
export function InstalledPage({ shown, others }: InstalledProps) {
  return (
    <>
      <div class="page-head">
        <h1>DispatchAI is installed</h1>
        <p class="page-note">
          It reads each repository's past first, learns from it, and measures what it would have got right.
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
            {others} more stand in the <a href="/">list of repositories</a>.
          </p>
        )}
      </section>
      <RolloutHint owner={shown[0]?.repository.owner ?? ''} mode={null} />
    </>
  );
}

function inWords(progress: BackfillProgress | null): string {
  if (!progress) return 'its past is not read yet';
  if (progress.stage === 'done')
    return `learnt from ${progress.issuesRead.toLocaleString('en-US')} past issues`;
  const share = shareDone(progress);
  return share === null ? 'its past is being read' : `its past is being read, ${Math.round(share * 100)} %`;
}
