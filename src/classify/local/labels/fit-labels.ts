import type { IssueFeatures } from '../features/issue-features.ts';
import { designRows, fitDesign, type Inputs } from '../solver/design.ts';
import { evaluate, type LinearModel } from '../solver/linear-model.ts';
import { fitSigmoids } from './sigmoid-regression.ts';

const recipe = {
  blocks: { words: 3, proseWords: 2, titleCharacters: 2, titleWords: 2, templates: 2 },
  dense: { hand: { weight: 2, clip: 3 } },
  minimum: 2,
};
/** How the columns are shared out among the blocks where there are too many. */
const shares = { words: 0.35, proseWords: 0.2, titleCharacters: 0.2, titleWords: 0.2, templates: 0.05 };
const strength = 3;
const folds = 3;

/** What the models of labels look at. */
export const labelInputs = (features: IssueFeatures): Inputs => ({
  blocks: features.blocks,
  dense: { hand: features.hand },
});

/** Rows and which outputs each has: 1 or 0, row by row × output. */
export interface LabelRows {
  inputs: readonly Inputs[];
  truth: Uint8Array;
  outputs: number;
}

/** Fits all outputs at once, in at most so many bytes: a column takes its key, its idf and a weight an output. */
export function fitLabels({ inputs, truth, outputs }: LabelRows, mostBytes: number): LinearModel {
  const columns = mostBytes / (8 + 4 * outputs);
  const most = Object.fromEntries(
    Object.entries(shares).map(([block, share]) => [block, Math.floor(share * columns)]),
  );
  const design = fitDesign(inputs, { ...recipe, most });
  const { weights, intercepts } = fitSigmoids(designRows(design, inputs), { outputs, truth, strength });
  return { design, classes: outputs, weights: Float32Array.from(weights), intercepts };
}

/** Logits of every row by models that have not seen it, in blocks of time so that neighbors do not answer for each other. */
export function heldOutLabels({ inputs, truth, outputs }: LabelRows, mostBytes: number): Float64Array[] {
  const foldOf = (row: number) => Math.floor((row * folds) / inputs.length);
  const out: Float64Array[] = new Array(inputs.length);
  for (let fold = 0; fold < folds; fold++) {
    const rows = [...inputs.keys()].filter((row) => foldOf(row) !== fold);
    const own = {
      inputs: rows.map((row) => inputs[row] as Inputs),
      truth: Uint8Array.from(rows.flatMap((row) => [...truth.subarray(row * outputs, (row + 1) * outputs)])),
      outputs,
    };
    const model = fitLabels(own, mostBytes);
    inputs.forEach((input, row) => {
      if (foldOf(row) === fold) out[row] = evaluate(model, input);
    });
  }
  return out;
}
