import type { Reason } from '../../../domain/issue/decision.ts';
import type { Reading } from '../category/read-once.ts';
import { strongestReasons, tellLinear } from '../category/reasons.ts';
import { extractFeatures, type IssueFeatures } from '../features/issue-features.ts';
import type { Design } from '../solver/design.ts';
import { evaluate, type LinearModel } from '../solver/linear-model.ts';
import { findTemplateLinesInTexts, type TemplateLines } from '../text/template-lines.ts';
import { chooseThresholds } from './choose-thresholds.ts';
import { fitLabels, heldOutLabels, labelInputs } from './fit-labels.ts';
import { fitScaling, type Scaling, scale } from './sigmoid-regression.ts';

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

export interface LabelOptions {
  /** Labels to learn; all that have enough examples by default. */
  names?: readonly string[];
  /** The repository's template lines; by default what the rows tell. */
  templates?: TemplateLines;
  /** Memory of the columns. */
  maxBytes?: number;
}

/** A label is learnt from this many examples up; before, its name and description are all there is. */
export const minExamples = 10;
const defaultBytes = 1_400_000;
/** Labels learnt at most, those with the most examples. */
const maxLabels = 60;

/**
 * Learns which labels an issue gets from a repository's history: one calibrated model a label with ten examples or more.
 * @param rows newest last; issues that nobody has labeled yet are better left out
 * @returns null where no label has enough examples
 */
export const trainLabelModels = (
  rows: readonly TaggedIssue[],
  options: LabelOptions = {},
): LabelModels | null => trainWithHeldOut(rows, options)?.models ?? null;

/** The models, and of each row the probabilities that models which have not seen it would give. */
export function trainWithHeldOut(
  rows: readonly TaggedIssue[],
  {
    names,
    templates = findTemplateLinesInTexts(rows),
    maxBytes: mostBytes = defaultBytes,
  }: LabelOptions = {},
): { models: LabelModels; heldOut: Record<string, number>[] } | null {
  const counts = new Map<string, number>();
  for (const row of rows)
    for (const label of new Set(row.labels)) counts.set(label, (counts.get(label) ?? 0) + 1);
  const able = [...(names ?? counts.keys())]
    .filter((name) => {
      const count = counts.get(name) ?? 0;
      return count >= minExamples && count < rows.length;
    })
    .sort((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0))
    .slice(0, maxLabels);
  if (able.length === 0) return null;
  const labelRows = {
    inputs: rows.map((row) => labelInputs(extractFeatures(row, templates))),
    truth: Uint8Array.from(rows.flatMap((row) => able.map((name) => (row.labels.includes(name) ? 1 : 0)))),
    outputs: able.length,
  };
  const { design, weights, intercepts } = fitLabels(labelRows, mostBytes);
  const unseen = heldOutLabels(labelRows, mostBytes);
  const scalings = able.map((name, k) =>
    fitScaling(
      unseen.map((logits) => logits[k] as number),
      rows.map((row) => row.labels.includes(name)),
    ),
  );
  const scaled = unseen.map((logits) =>
    able.map((_, k) => scale(scalings[k] as Scaling, logits[k] as number)),
  );
  const thresholds = chooseThresholds(
    able.map((name, k) =>
      rows.map((row, i) => ({ probability: scaled[i]?.[k] as number, right: row.labels.includes(name) })),
    ),
  );
  const models: LabelModels = {
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
  return {
    models,
    heldOut: scaled.map((row) => Object.fromEntries(row.map((p, k) => [able[k] as string, p]))),
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
  return labelProbabilities(models, extractFeatures(issue, new Set(models.templates)));
}

/** The same of an issue that was read already, under the models' template lines. */
export function labelProbabilities(models: LabelModels, features: IssueFeatures): Record<string, number> {
  const logits = evaluate(asLinear(models), labelInputs(features));
  return Object.fromEntries(
    models.labels.map(({ name, scaling }, k) => [name, scale(scaling, logits[k] as number)]),
  );
}

/** Of every label what spoke for and against it in words, strongest first. */
export function labelReasons(models: LabelModels, reading: Reading): Record<string, Reason[]> {
  const sums = tellLinear(asLinear(models), labelInputs(reading.features), reading);
  return Object.fromEntries(
    models.labels.map(({ name, scaling }, k): [string, Reason[]] => [
      name,
      strongestReasons(
        sums.map(({ named, weights }) => ({ ...named, weight: (weights[k] as number) * scaling.slope })),
      ),
    ]),
  );
}

/** The labels to give where each is given or not: those at or above their own threshold. */
export const chooseLabels = (
  models: LabelModels,
  probabilities: Readonly<Record<string, number>>,
): string[] =>
  models.labels
    .filter(({ name, threshold }) => (probabilities[name] ?? 0) >= threshold)
    .map(({ name }) => name);
