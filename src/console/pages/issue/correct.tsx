import type { Child } from 'hono/jsx';
import { AskedLine } from '../../../../views/asked-line.tsx';
import { Icon } from '../../../../views/icon.tsx';
import type { IssueProps } from '../../../../views/issue-props.ts';
import { Picker } from '../../../../views/picker.tsx';
import { describeEvent } from '../../../../views/timeline-words.tsx';
import { When } from '../../../../views/when.tsx';
import type { DecidedValue, Dimension } from '../../../domain/issue/decision.ts';
import type { IssueLesson } from '../../../read/console.ts';

/** The path to which the forms of an issue are submitted. */
export function correctionsPath({ repository, detail: { issue } }: IssueProps): string {
  return `/${repository.owner}/${repository.name}/issues/${issue.number}/corrections`;
}

interface CorrectionFormProps {
  props: IssueProps;
  dimension?: Dimension;
  value?: string;
  class?: string;
  children?: Child;
}

/**
 * A form about the issue or one of its values. With JavaScript the response replaces the panels; without it,
 * the page reloads.
 */
export function CorrectionForm({ props, dimension, value, class: look, children }: CorrectionFormProps) {
  const path = correctionsPath(props);
  const swap = { 'hx-post': path, 'hx-target': '#issue-side', 'hx-swap': 'innerMorph' };
  return (
    <form class={look ?? 'row-form'} method="post" action={path} {...swap}>
      <input type="hidden" name="version" value={String(props.actions.version)} />
      <input type="hidden" name="opened" value={props.actions.opened} />
      {dimension && <input type="hidden" name="dimension" value={dimension} />}
      {value !== undefined && <input type="hidden" name="value" value={value} />}
      {children}
    </form>
  );
}

/** Buttons to approve, reject or correct a value. A value that a person has settled can only be corrected. */
export function RowActions({
  props,
  value,
  settled,
}: {
  props: IssueProps;
  value: DecidedValue;
  settled: boolean;
}) {
  const { dimension } = value;
  const id = rowId(dimension, value.value);
  const about = `Replace ${dimension} ${value.value}`;
  return (
    <div class="row-actions">
      {!settled && (
        <CorrectionForm props={props} dimension={dimension} value={value.value}>
          <button
            class="button button-small"
            type="submit"
            name="do"
            value="approve"
            id={`${id}-approve`}
            aria-label={`Approve ${dimension} ${value.value}`}
          >
            <Icon name="check" /> Approve
          </button>
          <button
            class="button button-small"
            type="submit"
            name="do"
            value="reject"
            id={`${id}-reject`}
            aria-label={`Reject ${dimension} ${value.value}`}
          >
            <Icon name="x" /> Reject
          </button>
        </CorrectionForm>
      )}
      <CorrectionForm props={props} dimension={dimension} value={value.value}>
        <Picker
          id={`${id}-pick`}
          word="Correct"
          about={about}
          dimensions={[dimension]}
          choices={props.actions.choices}
          current={value.value}
          everyLabel
        />
      </CorrectionForm>
    </div>
  );
}

/** Builds an element id for a value's row. Label names can contain any character, so it includes a hash. */
export function rowId(dimension: Dimension, value: string): string {
  const code = [...value].map((each) => (/[a-z0-9]/i.test(each) ? each : '-')).join('');
  let sum = 0;
  for (const each of value) sum = (sum * 31 + (each.codePointAt(0) ?? 0)) % 1_000_000_007;
  return `${dimension}-${code.slice(0, 40)}-${sum.toString(36)}`;
}

/**
 * Finds the lesson by which a person settled a value. Choosing another value also rejects this one, so the
 * choice takes precedence over the rejection.
 */
export function settledBy(lessons: readonly IssueLesson[], value: DecidedValue): IssueLesson | undefined {
  const about = lessons.filter(
    ({ subject }) =>
      (subject.kind === 'label' || subject.kind === 'value') && subject.dimension === value.dimension,
  );
  const chosen = about.find(
    ({ subject, verdict }) =>
      verdict !== 'rejected' && (value.dimension !== 'area' || taughtValue(subject) === value.value),
  );
  return chosen ?? about.find(({ subject }) => taughtValue(subject) === value.value);
}

function taughtValue(subject: IssueLesson['subject']): string | null {
  return 'value' in subject ? subject.value : null;
}

/** Shows who settled a value, and how. */
export function SettledLine({ lesson, value }: { lesson: IssueLesson; value: DecidedValue }) {
  const taught = taughtValue(lesson.subject);
  const other = taught !== value.value;
  const who = lesson.by?.login ?? 'DispatchAI';
  const words = other
    ? `set this to ${taught}`
    : lesson.verdict === 'rejected'
      ? 'rejected this'
      : lesson.source === 'time'
        ? 'confirmed this after nobody objected'
        : 'approved this';
  return (
    <p class="decision-by settled-line">
      <Icon name="person" /> <strong>{who}</strong> {words} <When at={lesson.at} />
    </p>
  );
}

/** Shows the progress of an answer, or the conflict that prevented it, next to the form. */
export function AnswerLine({ props, dimension }: { props: IssueProps; dimension: Dimension | null }) {
  const { asked, conflict, problem } = props.actions;
  if (problem && dimension === null) {
    return (
      <p class="answer-line answer-conflict" role="alert">
        <Icon name="alert" /> {problem}
      </p>
    );
  }
  if (conflict && conflict.dimension === dimension) {
    return (
      <p class="answer-line answer-conflict" role="alert">
        <Icon name="alert" /> Not saved: {describeEvent(conflict.entry, props.labels).words}{' '}
        <When at={conflict.entry.at} />. The panel is up to date now; change it again if needed.
      </p>
    );
  }
  if (!asked || asked.dimension !== dimension) return null;
  return (
    <p class="answer-line">
      <AskedLine repository={props.repository} asked={asked.asked} states={asked.states} />
    </p>
  );
}
