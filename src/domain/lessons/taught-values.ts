import { type Dimension, dimensions, type LabelMeaning } from '../issue/decision.ts';
import type { Lesson } from '../issue/lesson.ts';

/** A label's name, number and meaning, as the repository has it now. */
export type KnownLabel = Pick<LabelMeaning, 'dimension' | 'value'> & {
  id: number;
  name: string;
  /** Names that it had before, the newest last. */
  formerNames?: readonly string[];
  /** True where one of the repository's forms or templates puts it on by itself. */
  ofTemplate?: boolean;
};

/** A label from before our time that a person put on and that the issue still carries. */
export interface GivenLabel {
  label: string;
  /** ISO 8601, UTC. */
  at: string;
}

/** What people say of one issue: of each value whether it is right or wrong. */
export interface TaughtValue {
  dimension: Dimension;
  value: string;
  /** The label that carries it; null where there is none. */
  label: string | null;
  right: boolean;
  at: string;
  /** Null for a label from before our time. */
  lesson: Lesson | null;
}

/**
 * What stands of all that people taught of an issue: of each value the newest word counts, and a lesson before a label
 * from before our time. Of a dimension with one value, a value that a command or the console set takes the place of those
 * before it, and a person's value the place of one of ours that was only left to stand. A label that was renamed counts
 * under its present name.
 */
export function taughtValues(
  given: readonly GivenLabel[],
  lessons: readonly Lesson[],
  labels: readonly KnownLabel[],
): TaughtValue[] {
  const newest = new Map<string, TaughtValue>();
  const hear = (word: TaughtValue | null) => {
    if (word === null) return;
    const key = `${word.dimension}:${word.value}`;
    const known = newest.get(key);
    if (!known || Date.parse(known.at) <= Date.parse(word.at)) newest.set(key, word);
  };
  for (const { label, at } of given) hear(wordOf(byName(labels, label), { right: true, at, lesson: null }));
  for (const lesson of inOrder(lessons)) hear(wordOfLesson(lesson, labels));
  const words = [...newest.values()];
  return words.filter((word) => !word.right || word.dimension === 'area' || !isReplaced(word, words));
}

function wordOfLesson(lesson: Lesson, labels: readonly KnownLabel[]): TaughtValue | null {
  const { subject, verdict, at } = lesson;
  if (lesson.revoked || (subject.kind !== 'label' && subject.kind !== 'value')) return null;
  const rest = { right: verdict !== 'rejected', at, lesson };
  const { dimension, value } = subject;
  if (subject.kind === 'value') {
    const label = labels.find((each) => each.dimension === dimension && each.value === value)?.name ?? null;
    return { dimension, value, label, ...rest };
  }
  const own = labels.find(({ id }) => id === subject.labelId) ?? byName(labels, subject.label);
  return own ? wordOf(own, rest) : { dimension, value, label: null, ...rest };
}

function wordOf(
  label: KnownLabel | undefined,
  rest: Pick<TaughtValue, 'right' | 'at' | 'lesson'>,
): TaughtValue | null {
  const dimension = dimensions.find((each) => each === label?.dimension);
  return label && dimension ? { dimension, value: label.value, label: label.name, ...rest } : null;
}

function byName(labels: readonly KnownLabel[], name: string): KnownLabel | undefined {
  const lower = name.toLowerCase();
  return labels.find((each) => each.name.toLowerCase() === lower);
}

function isReplaced(word: TaughtValue, words: readonly TaughtValue[]): boolean {
  return words.some(
    (other) =>
      other !== word &&
      other.right &&
      other.dimension === word.dimension &&
      ((isSet(other) && Date.parse(other.at) >= Date.parse(word.at)) || (isLeft(word) && !isLeft(other))),
  );
}

/** Set by a command or in the console, where one value is chosen instead of all others. */
const isSet = ({ lesson }: TaughtValue) => lesson?.source === 'command' || lesson?.source === 'console';
const isLeft = ({ lesson }: TaughtValue) => lesson?.source === 'time';

/** Oldest first; at the same moment in an order that does not depend on which came first to us. */
function inOrder(lessons: readonly Lesson[]): Lesson[] {
  return [...lessons].sort(
    (a, b) => Date.parse(a.at) - Date.parse(b.at) || (a.cause < b.cause ? -1 : a.cause > b.cause ? 1 : 0),
  );
}
