import { Icon } from '../../../../views/icon.tsx';
import { LabelChip, type LabelsByName } from '../../../../views/label-chip.tsx';
import { setByInWords } from '../../../../views/mode-words.ts';
import { AutonomyMark } from '../../../../views/outcome.tsx';
import { When } from '../../../../views/when.tsx';
import { WithCode } from '../../../../views/with-code.tsx';
import { precisionLowerBound, precisionUpperBound } from '../../../domain/autonomy/calibration.ts';
import { labelOutlook } from '../../../domain/autonomy/label-outlook.ts';
import type { EffectiveMode } from '../../../domain/decide/effective-mode.ts';
import type { Autonomy } from '../../../domain/issue/decision.ts';
import { percent } from '../../../domain/text/percent.ts';
import { minForPercent, shareInWords } from '../../../domain/text/share-in-words.ts';
import { renderReason } from '../../../domain/words/explain-autonomy.ts';
import type { LabelStanding } from '../../../read/overview.ts';
import type { LabelRecord, WrongOne } from '../../../read/pages.ts';
import { CorrectLink } from './labels-correction.tsx';
import { Trend } from './trend.tsx';

/** A label with its effective mode, from the settings or earned by its track record. */
export interface ShownLabel extends LabelRecord {
  mode: EffectiveMode;
  /** The confidence at which it is applied: from the settings, learned, or the default. */
  threshold: number;
}

interface RowProps {
  path: string;
  record: ShownLabel;
  labels: LabelsByName;
  targetPrecision: number;
  /** Describes the pause; null while triage is active. */
  paused: string | null;
}

/** One label: a row of metrics, with the reason for its mode and its recent mistakes below. */
export function LabelRow({ path, record, labels, targetPrecision, paused }: RowProps) {
  const { label, value, reason, used, standing, weeks, wrong, dimension, mode, threshold } = record;
  // A label without outcomes already says so in its row.
  const telling =
    standing && (standing.autonomy !== 'suggest' || standing.right + standing.wrong > 0) ? standing : null;
  return (
    <tbody class="label-rows" id={`label-${label.id}`}>
      <tr>
        <th scope="row">
          <LabelChip
            name={label.name}
            labels={labels}
            href={`${path}/issues?state=all&label=${encodeURIComponent(label.name)}`}
          />
        </th>
        <td data-column="Meaning">
          <span>
            {dimension !== 'area' && <strong>{value}</strong>} <span class="quiet">{reason}</span>{' '}
            <CorrectLink path={path} name={label.name} dimension={dimension} />
          </span>
        </td>
        <td data-column="Used">{used}</td>
        <td data-column="Precision">
          {standing && (
            <PrecisionMark standing={standing} autonomy={mode.autonomy} target={targetPrecision} />
          )}
          {!standing && <span class="quiet">not yet measured</span>}
        </td>
        <td data-column="Coverage" class={standing?.seen ? undefined : 'none'}>
          {standing && standing.seen > 0 ? (
            <span title={`${standing.covered} of ${standing.seen} issues with this label`}>
              {shareInWords(standing.covered, standing.seen)}
            </span>
          ) : (
            '–'
          )}
        </td>
        <td data-column="Threshold">{percent(threshold)}</td>
        <td data-column="Mode">
          <ModeMark mode={mode} measured={standing !== null} paused={paused} />
        </td>
        <td
          data-column="Trend"
          class={weeks.some((week) => week.right + week.wrong > 0) ? undefined : 'none'}
        >
          <Trend weeks={weeks} />
        </td>
      </tr>
      {(telling || wrong.length > 0) && (
        <tr class="label-more">
          <td colspan={8}>
            {telling && (
              <span class="quiet">
                <WithCode text={inWords(telling, mode)} />
                {mode.setBy === 'record' && <Outlook standing={telling} target={targetPrecision} />}
              </span>
            )}
            {wrong.length > 0 && (
              <WrongOnes path={path} name={label.name} wrong={wrong} threshold={threshold} />
            )}
          </td>
        </tr>
      )}
    </tbody>
  );
}

const rungWords = { apply: 'Applied', suggest: 'Suggested', observe: 'Recorded only' } as const;

function inWords({ autonomy, why }: LabelStanding, mode: EffectiveMode): string {
  const record = renderReason(why);
  if (mode.setBy === 'record') return `${rungWords[autonomy]}: ${record}.`;
  return `${rungWords[mode.autonomy]}: ${renderReason(mode.why)}. Earned so far: ${rungWords[autonomy].toLowerCase()}, ${record}.`;
}

/** The label's effective mode and where it comes from. */
function ModeMark({
  mode,
  measured,
  paused,
}: {
  mode: EffectiveMode;
  measured: boolean;
  paused: string | null;
}) {
  return (
    <span class="mode-mark">
      {paused ? (
        <span
          class="outcome tone-attention"
          title={`${paused}. When resumed: ${rungWords[mode.autonomy].toLowerCase()}`}
        >
          <Icon name="stop" /> Paused
        </span>
      ) : (
        <AutonomyMark autonomy={mode.autonomy} />
      )}{' '}
      <span class="quiet">{setByInWords(mode, measured)}</span>
    </span>
  );
}

function Outlook({ standing, target }: { standing: LabelStanding; target: number }) {
  const outlook = labelOutlook(standing, target);
  if (!outlook) return null;
  const one = outlook.outcomes === 1;
  const many = one ? 'One' : outlook.outcomes;
  return outlook.towards === 'apply' ? (
    <>
      {' '}
      {many} more correct {one ? 'outcome' : 'outcomes'} in a row and it will be applied automatically.
    </>
  ) : (
    <>
      {' '}
      {many} more {one ? 'mistake' : 'mistakes'} in a row and it goes back to suggesting.
    </>
  );
}

/** Precision as a dot on its interval, from 0 to 100%. The tick marks the target. */
function PrecisionMark({
  standing,
  autonomy,
  target,
}: {
  standing: LabelStanding;
  autonomy: Autonomy;
  target: number;
}) {
  const { right, wrong } = standing;
  if (right + wrong === 0) return <span class="quiet">no outcomes yet</span>;
  const precision = right / (right + wrong);
  const [low, high] = [precisionLowerBound(standing, standing.vouched), precisionUpperBound(standing)];
  const at = (share: number) => `${(share * 100).toFixed(1)}%`;
  const interval = right + wrong < minForPercent ? '' : ` (80% interval ${percent(low)}–${percent(high)})`;
  return (
    <span
      class={`precision precision-${autonomy}`}
      title={`${right} of ${right + wrong} correct${interval}. Target: ${percent(target)}.`}
    >
      <svg class="precision-line" width="100%" height="12" aria-hidden="true">
        <line class="precision-track" x1="0%" x2="100%" y1="6" y2="6" />
        <line
          class="precision-range"
          x1={at(Math.min(low, precision))}
          x2={at(Math.max(high, precision))}
          y1="6"
          y2="6"
        />
        <line class="precision-target" x1={at(target)} x2={at(target)} y1="1" y2="11" />
        <circle class="precision-dot" cx={at(precision)} cy="6" r="4" />
      </svg>
      <span class="confidence-number">{shareInWords(right, right + wrong)}</span>
    </span>
  );
}

function WrongOnes({
  path,
  name,
  wrong,
  threshold,
}: {
  path: string;
  name: string;
  wrong: WrongOne[];
  threshold: number;
}) {
  return (
    <details class="wrong-ones">
      <summary>
        Recent mistakes <span class="counter">{wrong.length}</span>
        <span class="visually-hidden"> with {name}</span>
      </summary>
      <ul>
        {wrong.map(({ number, title, verdict, by, at, confidence }) => (
          <li>
            <a href={`${path}/issues/${number}`}>{title || `#${number}`}</a>{' '}
            <span class="issue-number">#{number}</span>{' '}
            <span class="quiet">
              {verdict === 'rejected' ? 'wrong' : 'missed'}
              {confidence !== null && ` at ${percent(confidence)} confidence`}
              {confidence !== null &&
                confidence < threshold &&
                ' (below the threshold, not counted in precision)'}
              {by && `, according to ${by.login}`}, <When at={at} />
            </span>
          </li>
        ))}
      </ul>
      <a href={`${path}/activity?kind=taught&label=${encodeURIComponent(name)}`}>All lessons</a>
    </details>
  );
}
