import type { LabelWords } from './label-words.ts';

const numbered = /^(p|prio|priority|pri|s|sev|severity|importance|urgency)\s*([0-9])(?:\s+(.+))?$/u;

/** A label of a numbered scale, such as `P1` or `sev2: data loss`. */
export interface NumberedLabel {
  /** `p` for priorities, `s` for severities: two scales may stand beside each other. */
  family: 'p' | 's';
  number: number;
}

/** The place of a label on a numbered scale of priority or severity, or null. A severity with words of its own is none. */
export function numberedLabel({ all }: LabelWords): NumberedLabel | null {
  const match = numbered.exec(all);
  if (!match) return null;
  const family = /^s(?!$)|^s$/.test(match[1] ?? '') ? 's' : 'p';
  if (family === 's' && match[3] !== undefined) return null;
  return { family, number: Number(match[2]) };
}

/**
 * What each number of a scale means. 0 is critical; a severity's 1 too, by the custom of incident response, and a
 * priority's 1 where the scale has four steps or more. Everything under medium is low.
 */
export function priorityOf({ family, number }: NumberedLabel, scale: readonly NumberedLabel[]): string {
  const numbers = [...new Set(scale.filter((each) => each.family === family).map((each) => each.number))];
  const first = Math.min(...numbers);
  const fromCritical = first === 0 || family === 's' || numbers.length >= 4;
  const steps = fromCritical ? ['critical', 'high', 'medium'] : ['high', 'medium'];
  return steps[number - first] ?? 'low';
}
