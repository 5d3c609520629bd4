import type { DecidedValue, Opinion, Reason } from '../src/domain/decision.ts';
import { renderPercent } from './confidence.tsx';
import type { IssueProps } from './issue-props.ts';
import { Panel } from './panel.tsx';
import { WithCode } from './with-code.tsx';

/** What spoke for and against each value, as bars, and what each source said. */
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
        empty={{ icon: 'graph', text: 'No source had anything to say of this text.' }}
      />
    );
  }
  // One scale for all bars, so that lengths can be compared from value to value.
  const longest = Math.max(
    0.25,
    ...values.flatMap((value) => value.reasons.map((reason) => Math.abs(reason.weight))),
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

/** The reasons of one value, as bars to both sides of nothing. */
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
        </tbody>
      </table>
    </details>
  );
}

function ReasonRow({ reason, longest }: { reason: Reason; longest: number }) {
  const half = Math.min(50, (Math.abs(reason.weight) / longest) * 50);
  const speaks = reason.weight >= 0;
  return (
    <tr
      title={`${speaks ? 'For' : 'Against'}, by ${Math.abs(reason.weight).toFixed(2)} of log-odds (${reason.kind})`}
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
        {speaks ? '+' : '−'}
        {Math.abs(reason.weight).toFixed(1)}
      </td>
    </tr>
  );
}

/** What each source said. */
export function Opinions({ opinions }: { opinions: Opinion[] }) {
  return (
    <details class="evidence">
      <summary>
        What each source said <span class="counter">{opinions.length}</span>
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
