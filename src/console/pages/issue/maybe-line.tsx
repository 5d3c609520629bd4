import { renderPercent } from '../../../../views/confidence.tsx';
import { Icon } from '../../../../views/icon.tsx';
import type { IssueProps } from '../../../../views/issue-props.ts';
import { LabelChip } from '../../../../views/label-chip.tsx';
import { explainSilence } from '../../../domain/decide/explain-silence.ts';
import type { MaybeValue } from '../../../domain/decide/maybe-values.ts';
import type { Dimension } from '../../../domain/issue/decision.ts';
import { CorrectionForm } from './correct.tsx';

/** A dimension without a suggestion: its likeliest values, each set by one click, and why none is suggested. */
export function MaybeLine({
  props,
  dimension,
  word,
}: {
  props: IssueProps;
  dimension: Dimension;
  word: string;
}) {
  const { choices, maybe } = props.actions;
  const values = maybe.find((one) => one.dimension === dimension)?.values ?? [];
  const sentence = explainSilence({
    dimension,
    labels: choices[dimension].filter(({ label }) => label !== null).length,
    likeliest: values[0]?.probability ?? null,
    taught: props.detail.learnedFrom?.find((one) => one.dimension === dimension) ?? null,
  });
  return (
    <div class="maybe-line">
      <span class="maybe-word">{word}</span>
      {values.length > 0 && <span class="quiet">maybe</span>}
      {values.map((value) => (
        <MaybeButton props={props} dimension={dimension} value={value} />
      ))}
      <span class="quiet maybe-why">{sentence}</span>
    </div>
  );
}

interface MaybeButtonProps {
  props: IssueProps;
  dimension: Dimension;
  value: MaybeValue;
}

function MaybeButton({ props, dimension, value: { value, label, probability } }: MaybeButtonProps) {
  return (
    <CorrectionForm props={props}>
      <input
        type="hidden"
        name="to"
        value={dimension === 'area' ? `label=${label}` : `${dimension}=${value}`}
      />
      <button
        class="button button-small maybe-button"
        type="submit"
        name="do"
        value="correct"
        id={`maybe-${dimension}-${value.replace(/[^a-zA-Z0-9]+/g, '-')}`}
        aria-label={`Set ${dimension} ${label} ${renderPercent(probability)} likely`}
      >
        <Icon name="check" /> <LabelChip name={label} labels={props.labels} /> {renderPercent(probability)}
      </button>
    </CorrectionForm>
  );
}
