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
  /** Share of each level among the lessons. */
  shares: number[];
  /** How much rarity is made up for where one level has to be named: 0 not at all, 1 as if all were equally common. */
  lean: number;
}

const step = (level: number) => `at least ${level}`;

/** Newest lessons on which the lean is chosen, as a share of all. */
const heldOutShare = 0.3;
/** Fewer would choose by luck. */
const fewestHeldOut = 60;
const leans = [0, 0.2, 0.4, 0.6, 0.8, 1];

/**
 * Learns an ordinal scale as cumulative yes-or-no models (Frank & Hall 2001, "A simple approach to ordinal classification").
 * @param rows newest last
 * @returns null where no step has examples enough on both sides
 */
export function trainPriorityModel(rows: readonly RankedIssue[], levels: number): PriorityModel | null {
  const model = trainSteps(rows, levels);
  const split = Math.floor(rows.length * (1 - heldOutShare));
  if (!model || rows.length - split < fewestHeldOut) return model;
  const earlier = trainSteps(rows.slice(0, split), levels);
  return earlier && { ...model, lean: chooseLean(earlier, rows.slice(split)) };
}

function trainSteps(rows: readonly RankedIssue[], levels: number): PriorityModel | null {
  const names = Array.from({ length: levels - 1 }, (_, i) => step(i + 1));
  const steps = trainLabelModels(
    rows.map(({ title, body, level }) => ({ title, body, labels: names.slice(0, level) })),
    names,
  );
  const shares = Array.from(
    { length: levels },
    (_, level) => rows.filter((row) => row.level === level).length / rows.length,
  );
  return steps && { levels, steps, shares, lean: 0 };
}

/** The lean with the best macro-F1 on lessons that the model has not seen. */
function chooseLean(model: PriorityModel, rows: readonly RankedIssue[]): number {
  const asked = rows.map((row) => ({ level: row.level, probabilities: predictPriority(model, row) }));
  const scores = leans.map((lean) => {
    const answers = asked.map(({ level, probabilities }) => ({
      level,
      said: nameLevel({ ...model, lean }, probabilities),
    }));
    return model.shares.reduce((sum, _, level) => sum + levelF1(answers, level), 0);
  });
  return leans[scores.indexOf(Math.max(...scores))] as number;
}

function levelF1(answers: readonly { level: number; said: number }[], level: number): number {
  const hits = answers.filter((one) => one.level === level && one.said === level).length;
  const either =
    answers.filter((one) => one.level === level).length + answers.filter((one) => one.said === level).length;
  return either === 0 ? 0 : (2 * hits) / either;
}

/** Probability of each level, which sum to 1. A step without a model is as unlikely as the one above it would make it. */
export function predictPriority(model: PriorityModel, issue: { title: string; body: string }): number[] {
  return levelProbabilities(model, predictLabels(model.steps, issue));
}

function levelProbabilities(model: PriorityModel, likely: Record<string, number>): number[] {
  const above = [1];
  for (let level = 1; level < model.levels; level++) {
    // Each step is its own model: a higher one may come out likelier than a lower one, which cannot be.
    above.push(Math.min(above[level - 1] as number, likely[step(level)] ?? 0));
  }
  return above.map((probability, level) => probability - (above[level + 1] ?? 0));
}

/**
 * The level to name where one has to be named and rare levels count as much as common ones: the likeliest, after what is
 * rare was made up for by the model's lean.
 */
export function nameLevel({ shares, lean }: PriorityModel, probabilities: readonly number[]): number {
  const scores = probabilities.map((p, level) => p / Math.max(1e-3, shares[level] ?? 0) ** lean);
  return scores.indexOf(Math.max(...scores));
}

/** Probability of each level, and what spoke for and against each level, in words: what lifts an issue onto the level less what lifts it above. */
export function explainPriority(
  model: PriorityModel,
  issue: { title: string; body: string },
): { probabilities: number[]; reasons: Reason[][] } {
  const explained = explainLabels(model.steps, issue);
  const reasons = Array.from({ length: model.levels }, (_, level) => {
    const weights = new Map<string, Reason>();
    const add = (reasons: readonly Reason[] = [], sign: 1 | -1) => {
      for (const reason of reasons) {
        const before = weights.get(reason.text)?.weight ?? 0;
        weights.set(reason.text, { ...reason, weight: before + sign * reason.weight });
      }
    };
    add(explained.reasons[step(level)], 1);
    add(explained.reasons[step(level + 1)], -1);
    return strongestReasons([...weights.values()]);
  });
  return { probabilities: levelProbabilities(model, explained.probabilities), reasons };
}
