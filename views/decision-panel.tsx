import type { DecidedValue, Dimension } from '../src/domain/decision.ts';
import { dimensions } from '../src/domain/decision.ts';
import { Confidence } from './confidence.tsx';
import { Icon } from './icon.tsx';
import type { IssueProps } from './issue-props.ts';
import { type LabelBook, LabelChip } from './label-chip.tsx';
import { AutonomyMark } from './outcome.tsx';
import { Panel } from './panel.tsx';
import { When } from './when.tsx';

const dimensionWords: Record<Dimension, string> = {
  category: 'Category',
  priority: 'Priority',
  effort: 'Effort',
  area: 'Area',
};

/** What was decided: each dimension a row with value, confidence, what was done and why. */
export function DecisionPanel({ detail, labels }: IssueProps) {
  const { triage } = detail;
  if (triage === 'unreadable') {
    return (
      <Panel
        id="decision"
        title="Decision"
        state="error"
        error="The record of this triage is in a form that this version does not know. Nothing is lost; the next triage writes a new one."
      />
    );
  }
  if (!triage) {
    return (
      <Panel id="decision" title="Decision">
        <p class="panel-note" role="status">
          <Icon name="clock" /> No triage has finished yet. It shows here by itself.
        </p>
        <div class="skeleton" aria-hidden="true">
          <span class="skeleton-line" />
          <span class="skeleton-line" />
        </div>
      </Panel>
    );
  }
  const { decision } = triage;
  const silent = dimensions.filter(
    (dimension) => !decision.values.some((value) => value.dimension === dimension),
  );
  return (
    <Panel id="decision" title="Decision">
      {decision.values.length > 0 && (
        <dl class="decision-rows">
          {dimensions
            .flatMap((dimension) => decision.values.filter((value) => value.dimension === dimension))
            .map((value) => (
              <DecisionRow value={value} labels={labels} />
            ))}
        </dl>
      )}
      {silent.length > 0 && (
        <p class="panel-note">
          <Icon name="question" /> Nothing certain enough to say of{' '}
          {listWords(silent.map((dimension) => dimensionWords[dimension].toLowerCase()))}.
        </p>
      )}
      {decision.missing.length > 0 && (
        <p class="panel-note">
          <Icon name="info" /> The text does not give {listWords(decision.missing)}.
        </p>
      )}
      {decision.fallback && (
        <p class="panel-note tone-attention">
          <Icon name="alert" /> A fallback decided: {decision.fallback}
        </p>
      )}
      <p class="panel-foot">
        Decided <When at={triage.decidedAt} />, in {renderDuration(triage.tookMs)}
      </p>
    </Panel>
  );
}

function DecisionRow({ value, labels }: { value: DecidedValue; labels: LabelBook }) {
  return (
    <div class="decision-row">
      <dt>{dimensionWords[value.dimension]}</dt>
      <dd>
        <div class="decision-line">
          {value.label ? (
            <LabelChip name={value.label} labels={labels} />
          ) : (
            <span class="value-word">{value.value}</span>
          )}
          <Confidence
            value={value.confidence}
            threshold={value.threshold}
            tone={`confidence-${value.autonomy}`}
          />
          <AutonomyMark autonomy={value.autonomy} />
        </div>
        <p class="decision-why">{value.why}</p>
        <p class="decision-by">
          <Icon name="hubot" /> {value.decidedBy.length > 0 ? listWords(value.decidedBy) : 'nobody named'}
        </p>
      </dd>
    </div>
  );
}

/** `a`, `a and b`, `a, b and c`. */
export function listWords(words: string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

/** Milliseconds in a person's measure: `84 ms`, `1.2 s`. */
export function renderDuration(milliseconds: number): string {
  return milliseconds < 1000 ? `${milliseconds} ms` : `${(milliseconds / 1000).toFixed(1)} s`;
}
