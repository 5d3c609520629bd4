import type { Reason } from '../../../domain/issue/decision.ts';
import type { Reading } from '../category/read-once.ts';
import { strongestReasons } from '../category/reasons.ts';
import type { IssueFeatures } from '../features/issue-features.ts';
import type { TemplateLines } from '../text/template-lines.ts';
import { type Belief, believe, chooseBelief } from './choose-belief.ts';
import { type LabelModels, labelProbabilities, labelReasons, trainWithHeldOut } from './label-models.ts';

/** A past issue as it stood when filed, and its place on a scale (priority or effort), 0 the lowest. */
export interface RankedIssue {
  title: string;
  body: string;
  level: number;
}

/** For each step of a scale, how likely an issue stands on it or higher. A plain value. */
export interface OrdinalModel extends Belief {
  levels: number;
  steps: LabelModels;
  /** How much rarity is made up for where one level has to be named: 0 not at all, 1 as if all were equally common. */
  lean: number;
}

const step = (level: number) => `at least ${level}`;

/** Memory of the columns: a scale has four levels at most, and an issue's text tells little of them. */
const maxBytes = 500_000;
/** Fewer lessons would choose the lean by luck. */
const minForLean = 200;
const leans = [0, 0.2, 0.4, 0.6, 0.8, 1];

/**
 * Learns an ordinal scale as cumulative yes-or-no models (Frank & Hall 2001, "A simple approach to ordinal classification"),
 * and from lessons that the models had not seen how far to believe them and from which probability on to speak.
 * @param rows newest last
 * @param templates the repository's template lines; by default what the rows tell
 * @returns null where no step has examples enough on both sides
 */
export function trainOrdinalModel(
  rows: readonly RankedIssue[],
  levels: number,
  templates?: TemplateLines,
): OrdinalModel | null {
  const names = Array.from({ length: levels - 1 }, (_, i) => step(i + 1));
  const tagged = rows.map(({ title, body, level }) => ({ title, body, labels: names.slice(0, level) }));
  const trained = trainWithHeldOut(tagged, {
    names,
    maxBytes: maxBytes,
    ...(templates ? { templates } : {}),
  });
  if (!trained) return null;
  const heldOut = trained.heldOut.map((likely, row) => ({
    level: rows[row]?.level ?? 0,
    said: levelProbabilities(levels, likely),
  }));
  const belief = chooseBelief(heldOut, levels);
  const answers = heldOut.map(({ level, said }) => ({ level, probabilities: believe(belief, said) }));
  return {
    ...{ levels, steps: trained.models },
    ...belief,
    lean: rows.length < minForLean ? 0 : chooseLean(belief.shares, answers),
  };
}

/** The lean with the best macro-F1 on held-out lessons. */
function chooseLean(
  shares: readonly number[],
  asked: readonly { level: number; probabilities: readonly number[] }[],
): number {
  const scores = leans.map((lean) => {
    const answers = asked.map(({ level, probabilities }) => ({
      level,
      said: nameLevel({ shares, lean }, probabilities),
    }));
    return shares.reduce((sum, _, level) => sum + levelF1(answers, level), 0);
  });
  return leans[scores.indexOf(Math.max(...scores))] as number;
}

function levelF1(answers: readonly { level: number; said: number }[], level: number): number {
  const hits = answers.filter((one) => one.level === level && one.said === level).length;
  const either =
    answers.filter((one) => one.level === level).length + answers.filter((one) => one.said === level).length;
  return either === 0 ? 0 : (2 * hits) / either;
}

/** Calibrated probability of each level, which sum to 1. A step without a model is as unlikely as the one above it would make it. */
export const predictLevels = (model: OrdinalModel, features: IssueFeatures): number[] =>
  believe(model, levelProbabilities(model.levels, labelProbabilities(model.steps, features)));

function levelProbabilities(levels: number, likely: Record<string, number>): number[] {
  const above = [1];
  for (let level = 1; level < levels; level++) {
    // Each step is its own model: a higher one may come out likelier than a lower one, which cannot be.
    above.push(Math.min(above[level - 1] as number, likely[step(level)] ?? 0));
  }
  return above.map((probability, level) => probability - (above[level + 1] ?? 0));
}

/** Whether the likeliest level is likely enough to be told: held-out lessons showed that such answers are mostly right. */
export const isTold = ({ from }: Pick<OrdinalModel, 'from'>, probabilities: readonly number[]): boolean =>
  from !== null && Math.max(...probabilities) >= from;

/**
 * The level to name where one has to be named and rare levels count as much as common ones: the likeliest, after what is
 * rare was made up for by the model's lean.
 */
export function nameLevel(
  { shares, lean }: { shares: readonly number[]; lean: number },
  probabilities: readonly number[],
): number {
  const scores = probabilities.map((p, level) => p / Math.max(1e-3, shares[level] ?? 0) ** lean);
  return scores.indexOf(Math.max(...scores));
}

/** What spoke for and against each level, in words: what lifts an issue onto the level less what lifts it above. */
export function levelReasons(model: OrdinalModel, reading: Reading): Reason[][] {
  const byStep = labelReasons(model.steps, reading);
  return Array.from({ length: model.levels }, (_, level) => {
    const weights = new Map<string, Reason>();
    const add = (reasons: readonly Reason[] = [], sign: 1 | -1) => {
      for (const reason of reasons) {
        const before = weights.get(reason.text)?.weight ?? 0;
        weights.set(reason.text, { ...reason, weight: before + sign * reason.weight });
      }
    };
    add(byStep[step(level)], 1);
    add(byStep[step(level + 1)], -1);
    return strongestReasons([...weights.values()]);
  });
}
