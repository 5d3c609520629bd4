import type { Autonomy, Dimension } from '../issue/decision.ts';
import type { LessonSubject, Verdict } from '../issue/lesson.ts';

/** What a person has taught of an issue, as far as it settles questions. */
export interface Taught {
  subject: LessonSubject;
  verdict: Verdict;
}

interface Proposed {
  dimension: Dimension;
  value: string;
  label: string | null;
  autonomy: Autonomy;
}

/**
 * The suggested values of an issue that no person has settled: the label is not on the issue, and nobody has approved,
 * rejected or chosen otherwise. Of a single-valued dimension one choice settles all; areas are settled one by one.
 */
export function waitingValues<V extends Proposed>(
  values: readonly V[],
  labels: readonly string[],
  taught: readonly Taught[],
): V[] {
  const carried = new Set(labels.map((label) => label.toLowerCase()));
  return values.filter(
    (value) =>
      value.autonomy === 'suggest' &&
      !(value.label !== null && carried.has(value.label.toLowerCase())) &&
      !taught.some((lesson) => settles(lesson, value)),
  );
}

/**
 * Whether the issue waits for a person at all: for one of its values, or, where nothing could be said and nobody has put
 * a label on, for a first word.
 */
export function waitsForPerson(
  values: readonly Proposed[],
  labels: readonly string[],
  taught: readonly Taught[],
): boolean {
  if (values.length === 0) return labels.length === 0 && taught.length === 0;
  return waitingValues(values, labels, taught).length > 0;
}

function settles({ subject, verdict }: Taught, { dimension, value }: Proposed): boolean {
  if (subject.kind === 'not-planned') return true;
  if (subject.kind !== 'label' && subject.kind !== 'value') return false;
  if (subject.dimension !== dimension) return false;
  return subject.value === value || (dimension !== 'area' && verdict !== 'rejected');
}
