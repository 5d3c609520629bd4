import { BackfillBar } from '../../../../views/backfill-bar.tsx';
import { Icon } from '../../../../views/icon.tsx';
import { LabelChip, type LabelsByName } from '../../../../views/label-chip.tsx';
import { Blank, Loading, Panel } from '../../../../views/panel.tsx';
import { RolloutHint } from '../../../../views/rollout-hint.tsx';
import type { StoredTrackRecord } from '../../../domain/autonomy/label-track-record.ts';
import type { Replay } from '../../../domain/autonomy/replay.ts';
import type { BackfillProgress } from '../../../domain/past/backfill-progress.ts';
import type { BacklogPreview } from '../../../domain/past/backlog-preview.ts';
import type { Settings } from '../../../domain/settings/settings.ts';
import type { VisibleRepository } from '../../../read/console.ts';
import { ReplayReport } from './replay-report.tsx';

interface BacklogProps {
  repository: VisibleRepository;
  progress: BackfillProgress | null;
  ladder: StoredTrackRecord[];
  replay: { replay: Replay; at: string } | null;
  settings: Settings;
  /** Number of open issues that were never triaged. */
  count: number;
  /** Number of issues just queued. */
  asked: number;
  pace: { max: number; perMinute: number };
  /** Null when the preview loads separately. */
  sample: BacklogPreview | null;
  labels: LabelsByName;
  now: number;
}

/** The Backlog page: the result of the backfill, and triage of issues opened before the installation. */
export function BacklogPage(props: BacklogProps) {
  const { repository, progress, ladder, replay, settings, count, asked, pace, sample, labels } = props;
  const path = `/${repository.owner}/${repository.name}`;
  return (
    <>
      <div class="page-head">
        <h1>Backlog</h1>
        <p class="page-note">
          What DispatchAI learned from past issues, and triage of issues that were already open.
        </p>
      </div>
      <BackfillBar path={path} progress={progress} now={props.now} />
      {!progress && <p class="quiet">The backfill is queued and starts automatically.</p>}
      <ReplayReport replay={replay} ladder={ladder} labels={labels} settings={settings} />
      <RolloutHint owner={repository.owner} name={repository.name} mode={settings.mode} />
      <Panel id="backlog" title="Untriaged open issues" count={count}>
        {asked > 0 && (
          <p class="panel-text tone-success" role="status">
            <Icon name="check-circle" /> Queued {asked} {asked === 1 ? 'issue' : 'issues'} for triage, at
            about {pace.perMinute} per minute. You can review and undo the changes in Activity.
          </p>
        )}
        {count === 0 ? (
          <Blank icon="check-circle" text="All open issues have been triaged." />
        ) : (
          <>
            {sample ? (
              <BacklogSample path={path} sample={sample} count={count} labels={labels} />
            ) : (
              <div
                id="backlog-sample"
                hx-get={`${path}/backlog/preview`}
                hx-trigger="load"
                hx-swap="outerHTML"
              >
                <noscript>
                  <a class="button" href={`${path}/backlog?preview=1`}>
                    Preview changes
                  </a>
                </noscript>
                <Loading />
              </div>
            )}
            <form class="panel-text" method="post" action={`${path}/backlog`}>
              <button class="button button-primary" type="submit">
                Triage{' '}
                {count > pace.max
                  ? `newest ${pace.max.toLocaleString('en-US')}`
                  : `all ${count.toLocaleString('en-US')}`}
              </button>{' '}
              <span class="quiet">Takes about {inWords(Math.min(count, pace.max) / pace.perMinute)}.</span>
            </form>
          </>
        )}
      </Panel>
    </>
  );
}

/** Previews the triage of the newest untriaged issues. */
export function BacklogSample({
  path,
  sample: { rows, labels: counts },
  count,
  labels,
}: {
  path: string;
  sample: BacklogPreview;
  count: number;
  labels: LabelsByName;
}) {
  const written = rows.filter((row) => row.written.length > 0).length;
  return (
    <div id="backlog-sample">
      <div class="panel-text">
        <p>
          <strong>{written}</strong> of the newest {rows.length} issues would be labeled{' '}
          {count > rows.length && ` (about ${Math.round((count * written) / rows.length)} of all ${count})`}.
        </p>
        <p>
          {counts.map(({ label, count: times }) => (
            <>
              <LabelChip name={label} labels={labels} /> {times}{' '}
            </>
          ))}
        </p>
      </div>
      <section class="wide-scroll" tabindex={0} aria-label="Preview of changes">
        <table class="number-table">
          <thead>
            <tr>
              <th scope="col">Issue</th>
              <th scope="col">Applied</th>
              <th scope="col">Suggested</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ number, title, ...row }) => (
              <tr>
                <th scope="row">
                  <a href={`${path}/issues/${number}`}>
                    #{number} {title}
                  </a>
                </th>
                <td>{row.written.length > 0 ? <Chips names={row.written} labels={labels} /> : '–'}</td>
                <td>{row.suggested.length > 0 ? <Chips names={row.suggested} labels={labels} /> : '–'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </div>
  );
}

function Chips({ names, labels }: { names: string[]; labels: LabelsByName }) {
  return (
    <>
      {names.map((name) => (
        <LabelChip name={name} labels={labels} />
      ))}
    </>
  );
}

function inWords(minutes: number): string {
  if (minutes < 90) return `${Math.max(1, Math.round(minutes))} min`;
  return `${Math.round(minutes / 60)} h`;
}
