import type { Dimension } from '../issue/decision.ts';
import type { Lesson, NewLesson } from '../issue/lesson.ts';

/** What one person corrected on one issue at one time: a value that was wrong, the right one, or both. */
export interface Correction<L extends NewLesson = Lesson> {
  number: number;
  dimension: Dimension;
  /** Null where nothing was said to be wrong. */
  from: string | null;
  /** Null where nothing was said to be right. */
  to: string | null;
  by: L['by'];
  /** Of the later lesson. */
  at: string;
  lessons: L[];
}

/** A label taken off and another put on within this are one swap. */
const swapMs = 60_000;

/**
 * Corrections among lessons, oldest first. A rejected and a missed value of the same single-valued dimension, by the same
 * person on the same issue within a minute, in either order, are one correction. What was accepted corrects nothing.
 */
export function groupCorrections<L extends NewLesson>(lessons: readonly L[]): Correction<L>[] {
  const found: Correction<L>[] = [];
  const oldestFirst = [...lessons].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
  for (const lesson of oldestFirst) {
    const { subject, verdict, number, by, at } = lesson;
    if (verdict === 'accepted' || (subject.kind !== 'label' && subject.kind !== 'value')) continue;
    const { dimension, value } = subject;
    const side = verdict === 'rejected' ? 'from' : 'to';
    const half = found.findLast(
      (each) =>
        dimension !== 'area' &&
        each.dimension === dimension &&
        each.number === number &&
        each[side] === null &&
        each[side === 'from' ? 'to' : 'from'] !== value &&
        isSamePerson(each.by, by) &&
        Date.parse(at) - Date.parse(each.at) <= swapMs,
    );
    if (half) {
      half[side] = value;
      half.at = at;
      half.lessons.push(lesson);
    } else {
      found.push({ number, dimension, from: null, to: null, [side]: value, by, at, lessons: [lesson] });
    }
  }
  return found;
}

const isSamePerson = (a: NewLesson['by'], b: NewLesson['by']) =>
  a !== null && b !== null && a.login === b.login && a.id === b.id;
