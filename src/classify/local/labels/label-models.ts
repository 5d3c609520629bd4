import { extractFeatures, type IssueFeatures } from '../features/issue-features.ts';
import { type Design, designRows, fitDesign, type Inputs, visitBlock, visitDense } from '../solver/design.ts';
import type { Bag } from '../text/ngrams.ts';
import { findTemplateLinesInTexts } from '../text/template-lines.ts';
import { fitScaling, fitSigmoids, type Scaling } from './sigmoid-regression.ts';

/** A past issue as it stood when filed, and every label that people left on it. */
export interface TaggedIssue {
  title: string;
  body: string;
  labels: readonly string[];
}

/** One yes-or-no model a label, over shared features. A plain value. */
export interface LabelModels {
  format: 1;
  templates: Int32Array;
  design: Design;
  labels: { name: string; examples: number; scaling: Scaling }[];
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
const strength = 3;
const folds = 3;

const inputsOf = (features: IssueFeatures): Inputs => ({
  blocks: features.blocks,
  dense: { hand: features.hand },
});

function logitsOf(
  design: Design,
  weights: ArrayLike<number>,
  intercepts: Float64Array,
  inputs: Inputs,
): Float64Array {
  const logits = intercepts.slice();
  const add = (column: number, value: number) => {
    for (let k = 0; k < logits.length; k++)
      logits[k] = (logits[k] as number) + value * (weights[column * logits.length + k] as number);
  };
  for (const block of design.blocks) visitBlock(block, inputs.blocks[block.block] as Bag, add);
  for (const group of design.dense) visitDense(group, inputs.dense[group.group] as ArrayLike<number>, add);
  return logits;
}

function fitAll(inputs: readonly Inputs[], truth: Uint8Array, outputs: number) {
  const design = fitDesign(inputs, recipe);
  return { design, ...fitSigmoids(designRows(design, inputs), { outputs, truth, strength }) };
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
    const { design, weights, intercepts } = fitAll(
      rows.map((row) => inputs[row] as Inputs),
      own,
      outputs,
    );
    inputs.forEach((input, row) => {
      if (foldOf(row) === fold) out[row] = logitsOf(design, weights, intercepts, input);
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
  const able = [...(names ?? counts.keys())].filter((name) => {
    const count = counts.get(name) ?? 0;
    return count >= fewestExamples && count < rows.length;
  });
  if (able.length === 0) return null;
  const templates = findTemplateLinesInTexts(rows);
  const inputs = rows.map((row) => inputsOf(extractFeatures(row, templates)));
  const truth = Uint8Array.from(
    rows.flatMap((row) => able.map((name) => (row.labels.includes(name) ? 1 : 0))),
  );
  const { design, weights, intercepts } = fitAll(inputs, truth, able.length);
  const unseen = heldOut(inputs, truth, able.length);
  return {
    format: 1,
    templates: Int32Array.from(templates).sort(),
    design,
    weights: Float32Array.from(weights),
    intercepts,
    labels: able.map((name, k) => ({
      name,
      examples: counts.get(name) ?? 0,
      scaling: fitScaling(
        unseen.map((logits) => logits[k] as number),
        rows.map((row) => row.labels.includes(name)),
      ),
    })),
  };
}

/** Calibrated probability of every label that has a model, each on its own. */
export function predictLabels(
  models: LabelModels,
  issue: { title: string; body: string },
): Record<string, number> {
  const features = extractFeatures(issue, new Set(models.templates));
  const logits = logitsOf(models.design, models.weights, models.intercepts, inputsOf(features));
  return Object.fromEntries(
    models.labels.map(({ name, scaling }, k) => [
      name,
      1 / (1 + Math.exp(-(scaling.slope * (logits[k] as number) + scaling.offset))),
    ]),
  );
}
