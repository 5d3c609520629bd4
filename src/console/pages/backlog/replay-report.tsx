import { renderPercent } from '../../../../views/confidence.tsx';
import { LabelChip, type LabelsByName } from '../../../../views/label-chip.tsx';
import { AutonomyMark } from '../../../../views/outcome.tsx';
import { Panel } from '../../../../views/panel.tsx';
import { When } from '../../../../views/when.tsx';
import { WithCode } from '../../../../views/with-code.tsx';
import { precisionUpperBound } from '../../../domain/autonomy/calibration.ts';
import type { StoredTrackRecord, TrackRecordDetail } from '../../../domain/autonomy/label-track-record.ts';
import type { Replay } from '../../../domain/autonomy/replay.ts';
import { type EffectiveMode, effectiveMode } from '../../../domain/decide/effective-mode.ts';
import type { Settings } from '../../../domain/settings/settings.ts';
import { minForPercent, shareInWords } from '../../../domain/text/share-in-words.ts';
import { renderReason } from '../../../domain/words/explain-autonomy.ts';

interface ReportProps {
  replay: { replay: Replay; at: string } | null;
  ladder: StoredTrackRecord[];
  labels: LabelsByName;
  /** The settings in force, which may override what a label has earned. */
  settings: Settings;
}

/** Accuracy on past issues, by label. */
export function ReplayReport({ replay, ladder, labels, settings }: ReportProps) {
  const target = settings.target_precision;
  const earned = Object.fromEntries(ladder.map((record) => [record.label, record]));
  if (!replay) {
    const text =
      'After the backfill, past issues are replayed: each is triaged by models that haven’t seen it, and the result is compared with what people did.';
    return (
      <Panel id="replay" title="Replay of past issues" state="empty" empty={{ icon: 'history', text }} />
    );
  }
  const { issues, folds, from, to } = replay.replay;
  return (
    <Panel id="replay" title="Replay of past issues">
      <div class="panel-text">
        <p>
          {issues.toLocaleString('en-US')} labeled issues
          {issues > 0 && ` from #${from} to #${to}`} were replayed with {folds}-fold cross-validation{' '}
          <When at={replay.at} />. A label is applied automatically once the lower bound of its precision
          reaches {renderPercent(target)}.
        </p>
      </div>
      {ladder.length > 0 && (
        <section class="wide-scroll" tabindex={0} aria-label="Labels in the replay">
          <table class="number-table">
            <thead>
              <tr>
                {['Label', 'Precision', 'Interval', 'Coverage', 'Threshold', 'Curve', 'Mode', 'Reason'].map(
                  (column) => (
                    <th scope="col">{column}</th>
                  ),
                )}
              </tr>
            </thead>
            <tbody>
              {ladder.map((standing) => (
                <Row
                  standing={standing}
                  mode={effectiveMode(standing, settings, earned)}
                  labels={labels}
                  target={target}
                />
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
  mode,
  labels,
  target,
}: {
  standing: StoredTrackRecord;
  mode: EffectiveMode;
  labels: LabelsByName;
  target: number;
}) {
  const { label, record, seen, covered, threshold, detail } = standing;
  const total = record.right + record.wrong;
  return (
    <tr>
      <th scope="row">
        <LabelChip name={label} labels={labels} />
      </th>
      <td>{shareInWords(record.right, total)}</td>
      <td>
        {total >= minForPercent
          ? `${renderPercent(detail.lowerBound)}–${renderPercent(precisionUpperBound(record))}`
          : '–'}
      </td>
      <td>{shareInWords(covered, seen)}</td>
      <td>{renderPercent(threshold)}</td>
      <td>
        <Curve detail={detail} threshold={threshold} target={target} />
      </td>
      <td>
        <AutonomyMark autonomy={mode.autonomy} />
      </td>
      <td class="replay-why">
        <WithCode text={renderReason(mode.why)} />
      </td>
    </tr>
  );
}

const [width, height] = [120, 40];

/**
 * Lower bound of precision (solid) and coverage (dashed) by threshold, from 50 to 98%. The gray lines mark
 * the target and the current threshold.
 */
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
      const shares = `precision at least ${renderPercent(point.lowerBound)}, coverage ${renderPercent(point.coverage)}`;
      return `threshold ${renderPercent(point.threshold)}: ${shares}`;
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
