import { renderPercent } from '../../../../views/confidence.tsx';
import { LabelChip, type LabelsByName } from '../../../../views/label-chip.tsx';
import { AutonomyMark } from '../../../../views/outcome.tsx';
import { Panel } from '../../../../views/panel.tsx';
import { When } from '../../../../views/when.tsx';
import { precisionUpperBound } from '../../../domain/autonomy/calibration.ts';
import type { StoredTrackRecord, TrackRecordDetail } from '../../../domain/autonomy/label-track-record.ts';
import type { Replay } from '../../../domain/autonomy/replay.ts';
import { shareInWords } from '../../../domain/text/share-in-words.ts';
import { renderReason } from '../../../domain/words/explain-autonomy.ts';

interface ReportProps {
  replay: { replay: Replay; at: string } | null;
  ladder: StoredTrackRecord[];
  labels: LabelsByName;
  target: number;
}

/** What would have come of the past issues, label by label. */
export function ReplayReport({ replay, ladder, labels, target }: ReportProps) {
  if (!replay) {
    const text =
      'The past issues are replayed as soon as they are read: each is triaged by models that have not seen it, and compared with what people did.';
    return <Panel id="replay" title="Replay of the past" state="empty" empty={{ icon: 'history', text }} />;
  }
  const { issues, folds, from, to } = replay.replay;
  return (
    <Panel id="replay" title="Replay of the past">
      <div class="panel-text">
        <p>
          {issues.toLocaleString('en-US')} labeled issues
          {issues > 0 && ` from #${from} to #${to}`} were triaged as if they had just been filed, in {folds}{' '}
          parts, each by models taught by the others, <When at={replay.at} />. A label is written by itself
          once at least {renderPercent(target)} of it are surely right.
        </p>
      </div>
      {ladder.length > 0 && (
        <section class="wide-scroll" tabindex={0} aria-label="Labels in the replay">
          <table class="number-table">
            <thead>
              <tr>
                {['Label', 'Precision', 'Between', 'Coverage', 'From', 'Curve', 'Now', 'Why'].map(
                  (column) => (
                    <th scope="col">{column}</th>
                  ),
                )}
              </tr>
            </thead>
            <tbody>
              {ladder.map((standing) => (
                <Row standing={standing} labels={labels} target={target} />
              ))}
            </tbody>
          </table>
        </section>
      )}
    </Panel>
  );
}

function Row({
  standing,
  labels,
  target,
}: {
  standing: StoredTrackRecord;
  labels: LabelsByName;
  target: number;
}) {
  const { label, record, seen, covered, threshold, autonomy, why, detail } = standing;
  const total = record.right + record.wrong;
  return (
    <tr>
      <th scope="row">
        <LabelChip name={label} labels={labels} />
      </th>
      <td>{shareInWords(record.right, total)}</td>
      <td>
        {total > 0
          ? `${renderPercent(detail.lowerBound)} and ${renderPercent(precisionUpperBound(record))}`
          : '–'}
      </td>
      <td>{shareInWords(covered, seen)}</td>
      <td>{renderPercent(threshold)}</td>
      <td>
        <Curve detail={detail} threshold={threshold} target={target} />
      </td>
      <td>
        <AutonomyMark autonomy={autonomy} />
      </td>
      <td class="replay-why">{renderReason(why)}</td>
    </tr>
  );
}

const [width, height] = [120, 40];

/** Least precision (line) and coverage (dashes) over the confidence asked, from 50 to 98 %; the rules are the target and the threshold. */
function Curve({
  detail,
  threshold,
  target,
}: {
  detail: TrackRecordDetail;
  threshold: number;
  target: number;
}) {
  const x = (confidence: number) => ((confidence - 0.5) / 0.48) * width;
  const y = (share: number) => 1 + (1 - share) * (height - 2);
  const line = (of: (point: TrackRecordDetail['curve'][number]) => number) =>
    detail.curve.map((point) => `${x(point.threshold).toFixed(1)},${y(of(point)).toFixed(1)}`).join(' ');
  const words = detail.curve
    .filter((_, i) => i % 5 === 0)
    .map((point) => {
      const shares = `at least ${renderPercent(point.lowerBound)} right, ${renderPercent(point.coverage)} covered`;
      return `from ${renderPercent(point.threshold)}: ${shares}`;
    })
    .join('; ');
  return (
    <span title={words}>
      <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
        <line x1="0" x2={width} y1={y(target)} y2={y(target)} stroke="currentColor" stroke-opacity="0.3" />
        <line
          x1={x(Math.min(0.98, threshold))}
          x2={x(Math.min(0.98, threshold))}
          y1="0"
          y2={height}
          stroke="currentColor"
          stroke-opacity="0.3"
        />
        <polyline
          points={line((point) => point.lowerBound)}
          fill="none"
          stroke="currentColor"
          stroke-width="1.5"
        />
        <polyline
          points={line((point) => point.coverage)}
          fill="none"
          stroke="currentColor"
          stroke-dasharray="3 3"
        />
      </svg>
      <span class="visually-hidden">{words}</span>
    </span>
  );
}
