import type { LabelWords } from './label-words.ts';
import { plainPriorities, priorityWords, wordedAs } from './vocabulary.ts';

const numbered =
  /^(?:(?:priority|prio|pri|severity|sev) )?(p|prio|priority|pri|s|sev|severity|importance|urgency)\s*([0-9])(?:\s+(.+))?$/u;

/** A label of a numbered scale, such as `P1` or `sev2: data loss`. */
export interface NumberedLabel {
  /** `p` for priorities, `s` for severities: two scales may stand beside each other. */
  family: 'p' | 's';
  number: number;
  /** What its own words say, where they say something: `p4-important`. */
  worded: string | null;
}

/** The place of a label on a numbered scale of priority or severity, or null. A severity with words of its own is none, unless they are those of a priority. */
export function numberedLabel({ all }: LabelWords): NumberedLabel | null {
  const match = numbered.exec(all);
  if (!match) return null;
  const family = /^s(?!$)|^s$/.test(match[1] ?? '') ? 's' : 'p';
  const worded = sayPriority(match[3] ?? '');
  if (family === 's' && match[3] !== undefined && worded === null) return null;
  return { family, number: Number(match[2]), worded };
}

function sayPriority(rest: string): string | null {
  const phrases = [rest, ...rest.split(' ')];
  for (const phrase of phrases) {
    const value = plainPriorities.get(phrase) ?? wordedAs(priorityWords, phrase);
    if (value) return value;
  }
  return null;
}

/**
 * What each number of a scale means. 0 is critical; a severity's 1 too, by the custom of incident response, and a
 * priority's 1 where the scale has four steps or more. Everything under medium is low. Where the words beside the numbers
 * say that the highest number is the most urgent (`p1-chore`, `p5-urgent`), the scale is read from its end.
 */
export function priorityOf(
  { family, number, worded }: NumberedLabel,
  scale: readonly NumberedLabel[],
): string {
  // `S1-critical` to `S4-low`: the words say it.
  if (family === 's' && worded !== null) return worded;
  const own = scale.filter((each) => each.family === family);
  const numbers = [...new Set(own.map((each) => each.number))];
  const first = Math.min(...numbers);
  const fromCritical = first === 0 || family === 's' || numbers.length >= 4;
  const steps = fromCritical ? ['critical', 'high', 'medium'] : ['high', 'medium'];
  const step = rises(own) ? Math.max(...numbers) - number : number - first;
  return steps[step] ?? 'low';
}

const urgency = ['low', 'medium', 'high', 'critical'];

function rises(scale: readonly NumberedLabel[]): boolean {
  const worded = scale
    .flatMap(({ number, worded }) => (worded === null ? [] : [{ number, urgency: urgency.indexOf(worded) }]))
    .sort((a, b) => a.number - b.number);
  const [lowest, highest] = [worded[0], worded.at(-1)];
  return lowest !== undefined && highest !== undefined && highest.urgency > lowest.urgency;
}
