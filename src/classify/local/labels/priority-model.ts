import type { Reason } from '../../../domain/decision.ts';
import { strongestReasons } from '../reasons.ts';
import { explainLabels, type LabelModels, predictLabels, trainLabelModels } from './label-models.ts';

/** A past issue as it stood when filed, and its priority as a place on the scale, 0 the lowest. */
export interface RankedIssue {
  title: string;
  body: string;
  level: number;
}

/** An ordinal model: for each step of the scale, how likely an issue stands on it or higher. A plain value. */
export interface PriorityModel {
  levels: number;
  steps: LabelModels;
}

const step = (level: number) => `at least ${level}`;

/**
 * Learns an ordinal scale as cumulative yes-or-no models (Frank & Hall 2001, "A simple approach to ordinal classification").
 * @param rows newest last
 * @returns null where no step has examples enough on both sides
 */
export function trainPriorityModel(rows: readonly RankedIssue[], levels: number): PriorityModel | null {
  const names = Array.from({ length: levels - 1 }, (_, i) => step(i + 1));
  const steps = trainLabelModels(
    rows.map(({ title, body, level }) => ({ title, body, labels: names.slice(0, level) })),
    names,
  );
  return steps && { levels, steps };
}

/** Probability of each level, which sum to 1. A step without a model is as unlikely as the one above it would make it. */
export function predictPriority(model: PriorityModel, issue: { title: string; body: string }): number[] {
  const likely = predictLabels(model.steps, issue);
  const above = [1];
  for (let level = 1; level < model.levels; level++) {
    // Each step is its own model: a higher one may come out likelier than a lower one, which cannot be.
    above.push(Math.min(above[level - 1] as number, likely[step(level)] ?? 0));
  }
  return above.map((probability, level) => probability - (above[level + 1] ?? 0));
}

/** The level that half of the probability reaches: the best single answer where being off by two is worse than by one. */
export function medianLevel(probabilities: readonly number[]): number {
  let sum = 0;
  const found = probabilities.findIndex((probability) => {
    sum += probability;
    return sum >= 0.5;
  });
  return found < 0 ? probabilities.length - 1 : found;
}

/** What spoke for and against each level, in words: what lifts an issue onto the level less what lifts it above. */
export function explainPriority(model: PriorityModel, issue: { title: string; body: string }): Reason[][] {
  const explained = explainLabels(model.steps, issue);
  return Array.from({ length: model.levels }, (_, level) => {
    const weights = new Map<string, Reason>();
    const add = (reasons: readonly Reason[] = [], sign: 1 | -1) => {
      for (const reason of reasons) {
        const before = weights.get(reason.text)?.weight ?? 0;
        weights.set(reason.text, { ...reason, weight: before + sign * reason.weight });
      }
    };
    add(explained[step(level)], 1);
    add(explained[step(level + 1)], -1);
    return strongestReasons([...weights.values()]);
  });
}
