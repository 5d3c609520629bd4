import type { TrustLesson } from '../decide/trust.ts';
import type { DecidedValue, Dimension, Opinion } from '../issue/decision.ts';
import type { Said, Verdict } from '../issue/lesson.ts';
import { isByRule } from '../rules/is-by-rule.ts';

/** A value that was decided for an issue, and whether people agreed. */
export interface LabelOutcome {
  number: number;
  dimension: Dimension;
  value: string;
  /** 0 to 1. */
  confidence: number;
  right: boolean;
}

export interface LiveOutcome extends LabelOutcome {
  /** When people had judged it: ISO 8601, UTC. */
  at: string;
  /** At or over the threshold that was in force: it was written, or would have been. */
  due: boolean;
}

/** An issue that people have judged, with what was decided before they did. */
export interface JudgedIssue {
  number: number;
  /** Standing lessons on labels and values, oldest first. */
  lessons: { dimension: Dimension; value: string; verdict: Verdict; at: string; said: Said | null }[];
  /** Of the last decision before the first lesson; empty where there was none. */
  decided: readonly Pick<DecidedValue, 'dimension' | 'value' | 'confidence' | 'threshold' | 'decidedBy'>[];
  opinions: readonly Opinion[];
}

/**
 * What became of the decided values. People who judge a dimension of an issue judge all that was said of it: a value that
 * they neither left nor set was wrong. A dimension on which they said nothing has no outcomes. Where no decision is known
 * what the lessons recorded is used instead. A label chosen by a rule in the settings isn't a prediction, so it has no outcome.
 */
export function liveOutcomes({ number, lessons, decided }: JudgedIssue): LiveOutcome[] {
  const outcomes: LiveOutcome[] = [];
  for (const [dimension, own] of Map.groupBy(lessons, (lesson) => lesson.dimension)) {
    const truth = truthOf(own);
    const at = own.at(-1)?.at ?? '';
    const said =
      decided.length > 0
        ? decided.filter((each) => each.dimension === dimension && !isByRule(each))
        : saidOf(own);
    for (const { value, confidence, threshold } of said) {
      const due = confidence >= threshold;
      outcomes.push({ number, dimension, value, confidence, at, due, right: truth.has(value) });
    }
  }
  return outcomes;
}

/** The opinions on each single-valued dimension whose value people settled on. */
export function trustLessons({ lessons, opinions }: JudgedIssue): TrustLesson[] {
  const single = lessons.filter(({ dimension }) => dimension !== 'area');
  return [...Map.groupBy(single, ({ dimension }) => dimension)].flatMap(([dimension, own]) => {
    const [truth, ...more] = truthOf(own);
    if (truth === undefined || more.length > 0) return [];
    return [{ truth, opinions: opinions.filter((opinion) => opinion.dimension === dimension) }];
  });
}

/** The values that people left or set, by the last lesson on each. */
export function truthOf(lessons: readonly { value: string; verdict: Verdict }[]): Set<string> {
  const truth = new Set<string>();
  for (const { value, verdict } of lessons) {
    if (verdict === 'rejected') truth.delete(value);
    else truth.add(value);
  }
  return truth;
}

function saidOf(lessons: JudgedIssue['lessons']) {
  const said = new Map<string, { value: string; confidence: number; threshold: number }>();
  for (const lesson of lessons)
    if (lesson.said && !isByRule({ decidedBy: lesson.said.models }) && !said.has(lesson.value))
      said.set(lesson.value, { value: lesson.value, ...lesson.said });
  return [...said.values()];
}
