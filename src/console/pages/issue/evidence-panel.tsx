import { renderPercent } from '../../../../views/confidence.tsx';
import type { IssueProps } from '../../../../views/issue-props.ts';
import { Panel } from '../../../../views/panel.tsx';
import { WithCode } from '../../../../views/with-code.tsx';
import type { DecidedValue, Opinion, Reason } from '../../../domain/issue/decision.ts';

/** The Evidence panel: the reasons for and against each value as bars, and each model's opinion. */
export function EvidencePanel({ detail }: IssueProps) {
  const { triage } = detail;
  if (triage === 'unreadable') return <Panel id="evidence" title="Evidence" state="error" />;
  if (!triage) return <Panel id="evidence" title="Evidence" state="loading" />;
  const values = triage.decision.values.filter((value) => value.reasons.length > 0);
  if (values.length === 0 && triage.opinions.length === 0) {
    return (
      <Panel
        id="evidence"
        title="Evidence"
        state="empty"
        empty={{ icon: 'graph', text: 'No evidence was found in this text.' }}
      />
    );
  }
  // All bars share one scale, so that their lengths are comparable.
  const longest = Math.max(
    0.25,
    ...values.flatMap((value) =>
      [...value.reasons, ...remainderOf(value)].map((reason) => Math.abs(reason.weight)),
    ),
  );
  return (
    <Panel id="evidence" title="Evidence">
      {values.map((value, index) => (
        <ValueEvidence value={value} longest={longest} open={index === 0} />
      ))}
      {triage.opinions.length > 0 && <Opinions opinions={triage.opinions} />}
    </Panel>
  );
}

/** The reasons for and against one value, as bars on both sides of zero. */
export function ValueEvidence({
  value,
  longest,
  open,
}: {
  value: DecidedValue;
  longest: number;
  open: boolean;
}) {
  return (
    <details class="evidence" open={open}>
      <summary>
        {value.dimension} <strong>{value.value}</strong>
      </summary>
      <table class="evidence-table">
        <colgroup>
          <col class="col-reason" />
          <col />
          <col class="col-weight" />
        </colgroup>
        <thead class="visually-hidden">
          <tr>
            <th scope="col">Reason</th>
            <th scope="col">Against or for</th>
            <th scope="col">Strength</th>
          </tr>
        </thead>
        <tbody>
          {value.reasons.map((reason) => (
            <ReasonRow reason={reason} longest={longest} />
          ))}
          {remainderOf(value).map((reason) => (
            <ReasonRow reason={reason} longest={longest} />
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">Total</th>
            <td class="evidence-sum">{renderPercent(value.confidence)} confident</td>
            <td class="evidence-weight">{signed(logOdds(value.confidence))}</td>
          </tr>
        </tfoot>
      </table>
    </details>
  );
}

/** Log-odds of a probability, in nats, clamped because no model is ever certain. */
function logOdds(confidence: number): number {
  const p = Math.min(0.9999, Math.max(0.0001, confidence));
  return Math.log(p / (1 - p));
}

const tenths = (weight: number) => Math.round(weight * 10) / 10;
const signed = (weight: number) => `${weight >= 0 ? '+' : '−'}${Math.abs(tenths(weight)).toFixed(1)}`;

/**
 * What the confidence has besides the reasons shown: how common the value is in this repository, where that is known, and the
 * rest (calibration, and reasons too small to list).
 */
function remainderOf({ confidence, reasons, baseRate }: DecidedValue): Pick<Reason, 'text' | 'weight'>[] {
  const base =
    baseRate === undefined
      ? []
      : [{ text: `base rate: ${renderPercent(baseRate)} of labeled issues`, weight: logOdds(baseRate) }];
  // Uses the rounded values, so that the column adds up as shown.
  const shown = [...reasons, ...base].reduce((sum, { weight }) => sum + tenths(weight), 0);
  const text = base.length > 0 ? 'everything else' : 'base rate and everything else';
  return [...base, { text, weight: tenths(tenths(logOdds(confidence)) - shown) }];
}

function ReasonRow({
  reason,
  longest,
}: {
  reason: Pick<Reason, 'text' | 'weight'> & { kind?: string };
  longest: number;
}) {
  const half = Math.min(50, (Math.abs(reason.weight) / longest) * 50);
  const speaks = reason.weight >= 0;
  return (
    <tr
      title={`${speaks ? 'For' : 'Against'}: log-odds ${Math.abs(reason.weight).toFixed(2)}${reason.kind ? ` (${reason.kind})` : ''}`}
    >
      <th scope="row">
        <WithCode text={reason.text} />
      </th>
      <td class="evidence-bar">
        <svg width="100%" height="8" aria-hidden="true">
          <rect
            class={speaks ? 'bar-for' : 'bar-against'}
            x={`${(speaks ? 50 : 50 - half).toFixed(1)}%`}
            width={`${half.toFixed(1)}%`}
            height="8"
            rx="1"
          />
          <rect class="bar-axis" x="50%" width="1" height="8" />
        </svg>
      </td>
      <td class="evidence-weight">
        <span class="visually-hidden">{speaks ? 'for' : 'against'} </span>
        {signed(reason.weight)}
      </td>
    </tr>
  );
}

/** The probabilities given by each model. */
export function Opinions({ opinions }: { opinions: Opinion[] }) {
  return (
    <details class="evidence">
      <summary>
        Model opinions <span class="counter">{opinions.length}</span>
      </summary>
      <ul class="opinions">
        {opinions.map((opinion) => (
          <li>
            <span class="opinion-model">{opinion.model}</span>{' '}
            <span class="opinion-dimension">{opinion.dimension}</span>
            <span class="opinion-values">
              {Object.entries(opinion.probabilities)
                .toSorted(([, a], [, b]) => b - a)
                .slice(0, 4)
                .map(([value, share]) => `${value} ${renderPercent(share)}`)
                .join(' · ')}
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}
