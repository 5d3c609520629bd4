import type { Reason } from '../../../domain/decision.ts';
import { extractFeatures, type IssueFeatures } from '../features/issue-features.ts';
import { strongestReasons, tellLinear } from '../reasons.ts';
import { type Design, designRows, fitDesign, type Inputs } from '../solver/design.ts';
import type { LinearModel } from '../solver/linear-model.ts';
import { evaluate } from '../solver/linear-model.ts';
import { findTemplateLinesInTexts } from '../text/template-lines.ts';
import { chooseThresholds } from './choose-thresholds.ts';
import { fitScaling, fitSigmoids, type Scaling, scale } from './sigmoid-regression.ts';

/** A past issue as it stood when filed, and every label that people left on it. */
export interface TaggedIssue {
  title: string;
  body: string;
  labels: readonly string[];
}

export interface LearntLabel {
  name: string;
  examples: number;
  scaling: Scaling;
  /** The probability from which giving the label serves micro-F1 best, by held-out answers. */
  threshold: number;
}

/** One yes-or-no model a label, over shared features. A plain value. */
export interface LabelModels {
  format: 1;
  templates: Int32Array;
  design: Design;
  labels: LearntLabel[];
  /** Columns × labels. */
  weights: Float32Array;
  intercepts: Float64Array;
}

/** A label is learnt from this many examples up; before, its name and description are all there is. */
export const fewestExamples = 10;
const recipe = {
  blocks: { words: 3, proseWords: 2, titleCharacters: 2, titleWords: 2, templates: 2 },
  dense: { hand: { weight: 2, clip: 3 } },
  minimum: 2,
};
/** Weights kept: 4 bytes each, so that a model takes a little over 1 MB, whatever the number of its labels. */
const mostWeights = 250_000;
const shares = { words: 0.35, proseWords: 0.2, titleCharacters: 0.2, titleWords: 0.2, templates: 0.05 };
/** Labels learnt at most, those with the most examples. */
const mostLabels = 60;
const strength = 3;
const folds = 3;

const inputsOf = (features: IssueFeatures): Inputs => ({
  blocks: features.blocks,
  dense: { hand: features.hand },
});

function fitAll(inputs: readonly Inputs[], truth: Uint8Array, outputs: number): LinearModel {
  const most = Object.fromEntries(
    Object.entries(shares).map(([block, share]) => [block, Math.floor((share * mostWeights) / outputs)]),
  );
  const design = fitDesign(inputs, { ...recipe, most });
  const { weights, intercepts } = fitSigmoids(designRows(design, inputs), { outputs, truth, strength });
  return { design, classes: outputs, weights: Float32Array.from(weights), intercepts };
}

/** Held-out logits of every row, in blocks of time so that neighbours do not answer for each other. */
function heldOut(inputs: readonly Inputs[], truth: Uint8Array, outputs: number): Float64Array[] {
  const foldOf = (row: number) => Math.floor((row * folds) / inputs.length);
  const out: Float64Array[] = new Array(inputs.length);
  for (let fold = 0; fold < folds; fold++) {
    const rows = [...inputs.keys()].filter((row) => foldOf(row) !== fold);
    const own = Uint8Array.from(
      rows.flatMap((row) => [...truth.subarray(row * outputs, (row + 1) * outputs)]),
    );
    const model = fitAll(
      rows.map((row) => inputs[row] as Inputs),
      own,
      outputs,
    );
    inputs.forEach((input, row) => {
      if (foldOf(row) === fold) out[row] = evaluate(model, input);
    });
  }
  return out;
}

/**
 * Learns which labels an issue gets from a repository's history: one calibrated model a label with ten examples or more.
 * @param rows newest last; issues that nobody has labelled yet are better left out
 * @param names labels to learn; all that have enough examples by default
 * @returns null where no label has enough examples
 */
export function trainLabelModels(
  rows: readonly TaggedIssue[],
  names?: readonly string[],
): LabelModels | null {
  const counts = new Map<string, number>();
  for (const row of rows)
    for (const label of new Set(row.labels)) counts.set(label, (counts.get(label) ?? 0) + 1);
  const able = [...(names ?? counts.keys())]
    .filter((name) => {
      const count = counts.get(name) ?? 0;
      return count >= fewestExamples && count < rows.length;
    })
    .sort((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0))
    .slice(0, mostLabels);
  if (able.length === 0) return null;
  const templates = findTemplateLinesInTexts(rows);
  const inputs = rows.map((row) => inputsOf(extractFeatures(row, templates)));
  const truth = Uint8Array.from(
    rows.flatMap((row) => able.map((name) => (row.labels.includes(name) ? 1 : 0))),
  );
  const { design, weights, intercepts } = fitAll(inputs, truth, able.length);
  const unseen = heldOut(inputs, truth, able.length);
  const scalings = able.map((name, k) =>
    fitScaling(
      unseen.map((logits) => logits[k] as number),
      rows.map((row) => row.labels.includes(name)),
    ),
  );
  const thresholds = chooseThresholds(
    able.map((name, k) =>
      rows.map((row, i) => ({
        probability: scale(scalings[k] as Scaling, unseen[i]?.[k] as number),
        right: row.labels.includes(name),
      })),
    ),
  );
  return {
    format: 1,
    templates: Int32Array.from(templates).sort(),
    design,
    weights,
    intercepts,
    labels: able.map((name, k) => ({
      name,
      examples: counts.get(name) ?? 0,
      scaling: scalings[k] as Scaling,
      threshold: thresholds[k] as number,
    })),
  };
}

/** Memory of the models' arrays, in bytes. */
export function labelModelsSize({ design, weights, templates }: LabelModels): number {
  const keys = design.blocks.reduce((sum, block) => sum + block.keys.byteLength + block.idf.byteLength, 0);
  return keys + weights.byteLength + templates.byteLength + 10_000;
}

const asLinear = ({ design, weights, intercepts, labels }: LabelModels): LinearModel => ({
  ...{ design, weights, intercepts },
  classes: labels.length,
});

/** Calibrated probability of every label that has a model, each on its own. */
export function predictLabels(
  models: LabelModels,
  issue: { title: string; body: string },
): Record<string, number> {
  return probabilitiesOf(models, extractFeatures(issue, new Set(models.templates)));
}

function probabilitiesOf(models: LabelModels, features: IssueFeatures): Record<string, number> {
  const logits = evaluate(asLinear(models), inputsOf(features));
  return Object.fromEntries(
    models.labels.map(({ name, scaling }, k) => [name, scale(scaling, logits[k] as number)]),
  );
}

/** Every label's probability, and what spoke for and against it in words, strongest first; the issue is read once. */
export function explainLabels(
  models: LabelModels,
  issue: { title: string; body: string },
): { probabilities: Record<string, number>; reasons: Record<string, Reason[]> } {
  const templates = new Set(models.templates);
  const features = extractFeatures(issue, templates);
  const sums = tellLinear(asLinear(models), inputsOf(features), { issue, features, templates });
  const reasons = models.labels.map(({ name, scaling }, k): [string, Reason[]] => [
    name,
    strongestReasons(
      sums.map(({ named, weights }) => ({ ...named, weight: (weights[k] as number) * scaling.slope })),
    ),
  ]);
  return { probabilities: probabilitiesOf(models, features), reasons: Object.fromEntries(reasons) };
}

/** The labels to give where each is given or not: those at or above their own threshold. */
export const chooseLabels = (
  models: LabelModels,
  probabilities: Readonly<Record<string, number>>,
): string[] =>
  models.labels
    .filter(({ name, threshold }) => (probabilities[name] ?? 0) >= threshold)
    .map(({ name }) => name);
