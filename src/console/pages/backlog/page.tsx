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
  /** Open issues that were never decided. */
  count: number;
  /** Issues that were just asked for. */
  asked: number;
  pace: { most: number; aMinute: number };
  /** Null where it is asked for by itself. */
  sample: BacklogPreview | null;
  labels: LabelsByName;
  now: number;
}

/** What was learnt from the past, and the triage of what was open before. */
export function BacklogPage(props: BacklogProps) {
  const { repository, progress, ladder, replay, settings, count, asked, pace, sample, labels } = props;
  const path = `/${repository.owner}/${repository.name}`;
  return (
    <>
      <div class="page-head">
        <h1>Past and backlog</h1>
        <p class="page-note">What it learnt from the past, and what it can do with issues that are open.</p>
      </div>
      <BackfillBar path={path} progress={progress} now={props.now} />
      {!progress && <p class="quiet">The past is not read yet; that begins by itself.</p>}
      <ReplayReport replay={replay} ladder={ladder} labels={labels} target={settings.target_precision} />
      <RolloutHint owner={repository.owner} mode={settings.mode} />
      <Panel id="backlog" title="Open issues without a triage" count={count}>
        {asked > 0 && (
          <p class="panel-text tone-success" role="status">
            <Icon name="check-circle" /> {asked} issues are asked for. About {pace.aMinute} a minute are
            triaged; what is written shows in Activity, and can be undone there.
          </p>
        )}
        {count === 0 ? (
          <Blank icon="check-circle" text="Every open issue has been triaged." />
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
                    Show what would be written
                  </a>
                </noscript>
                <Loading />
              </div>
            )}
            <form class="panel-text" method="post" action={`${path}/backlog`}>
              <button class="button button-primary" type="submit">
                Triage {count > pace.most ? `the newest ${pace.most.toLocaleString('en-US')}` : 'them all'}
              </button>{' '}
              <span class="quiet">About {inWords(Math.min(count, pace.most) / pace.aMinute)} of work.</span>
            </form>
          </>
        )}
      </Panel>
    </>
  );
}

/** What would be done with the newest of them, decided without writing. */
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
          Of the newest {rows.length}, a label would be written on <strong>{written}</strong>
          {count > rows.length && ` (of all ${count}: about ${Math.round((count * written) / rows.length)})`}.
        </p>
        <p>
          {counts.map(({ label, count: times }) => (
            <>
              <LabelChip name={label} labels={labels} /> {times}{' '}
            </>
          ))}
        </p>
      </div>
      <section class="wide-scroll" tabindex={0} aria-label="What would be written">
        <table class="number-table">
          <thead>
            <tr>
              <th scope="col">Issue</th>
              <th scope="col">Would be written</th>
              <th scope="col">Would be suggested</th>
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
