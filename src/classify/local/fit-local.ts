import type { IssueFeatures } from './features/issue-features.ts';
import { localInputs } from './local-inputs.ts';
import { type Design, type DesignRecipe, designRows, fitDesign, type Inputs } from './solver/design.ts';
import { gram, gramPart } from './solver/gram.ts';
import { evaluate, type LinearModel } from './solver/linear-model.ts';
import type { Rows } from './solver/rows.ts';
import { fitGram, fitRows, type Targets } from './solver/softmax-regression.ts';

/** How a repository's own model is fitted. */
export interface LocalRecipe extends DesignRecipe {
  /** scikit-learn's C. */
  strength: number;
  interceptPenalty?: number;
}

/** Labelled issues ready to fit: features, class of each, and the prior's logits. */
export interface Lessons {
  features: readonly IssueFeatures[];
  target: readonly number[];
  classes: number;
  prior: readonly Float64Array[];
  answers: readonly string[];
  /** Logits known beforehand, row by row × class. */
  offset?: Float64Array;
}

/** From this many rows the n × n matrix costs more than the rows themselves. */
const gramUpTo = 1_200;
/** Enough for a thousandth of accuracy; more only takes longer. */
const rowIterations = 50;

const targetsOf = (
  lessons: Lessons,
  { strength, interceptPenalty = 0 }: LocalRecipe,
  rows: readonly number[],
): Targets => ({
  interceptPenalty,
  classes: lessons.classes,
  target: Int32Array.from(rows, (row) => lessons.target[row] as number),
  strength: new Float64Array(rows.length).fill(strength),
  ...(lessons.offset ? { offset: offsetsOf(lessons.offset, lessons.classes, rows) } : {}),
});

const offsetsOf = (offset: Float64Array, classes: number, rows: readonly number[]): Float64Array =>
  Float64Array.from(rows.flatMap((row) => Array.from(offset.subarray(row * classes, (row + 1) * classes))));

/** Weights of the columns from weights of the training rows. */
function foldBack(rows: Rows, byRow: Float64Array, classes: number): Float32Array {
  const weights = new Float64Array(rows.columns * classes);
  for (let row = 0; row < rows.count; row++) {
    for (let e = rows.starts[row] as number; e < (rows.starts[row + 1] as number); e++) {
      const at = (rows.column[e] as number) * classes;
      for (let k = 0; k < classes; k++) {
        weights[at + k] =
          (weights[at + k] as number) + (rows.value[e] as number) * (byRow[row * classes + k] as number);
      }
    }
  }
  return Float32Array.from(weights);
}

export interface LocalFit {
  model: LinearModel;
  /** Logits of rows that the fit had not seen, null for rows never held out. */
  heldOut: (Float64Array | null)[];
}

/** Which fold a row is held out in: each class is dealt out in turn, so folds are alike. */
function dealFolds(target: readonly number[], folds: number): number[] {
  const dealt: number[] = [];
  return target.map((label) => {
    const turn = dealt[label] ?? label;
    dealt[label] = turn + 1;
    return turn % folds;
  });
}

function heldOutByGram(
  product: Float64Array,
  lessons: Lessons,
  recipe: LocalRecipe,
  folds: number,
): (Float64Array | null)[] {
  const n = lessons.target.length;
  const fold = dealFolds(lessons.target, folds);
  const out: (Float64Array | null)[] = new Array(n).fill(null);
  for (let f = 0; f < folds; f++) {
    const rows = fold.flatMap((own, row) => (own === f ? [] : [row]));
    const rest = fold.flatMap((own, row) => (own === f ? [row] : []));
    const { weights, intercepts } = fitGram(
      gramPart(product, n, rows, rows),
      rows.length,
      targetsOf(lessons, recipe, rows),
    );
    const cross = gramPart(product, n, rest, rows);
    rest.forEach((row, i) => {
      const logits = intercepts.slice();
      rows.forEach((_, j) => {
        for (let k = 0; k < lessons.classes; k++) {
          logits[k] =
            (logits[k] as number) +
            (cross[i * rows.length + j] as number) * (weights[j * lessons.classes + k] as number);
        }
      });
      out[row] = logits.map((logit, k) => logit + (lessons.offset?.[row * lessons.classes + k] ?? 0));
    });
  }
  return out;
}

/** With many rows one part is enough: the last fifth, which is the newest, from the four before it. */
function heldOutByRows(
  inputs: readonly Inputs[],
  lessons: Lessons,
  recipe: LocalRecipe,
): (Float64Array | null)[] {
  const count = Math.floor(inputs.length * 0.8);
  const seen = [...lessons.target.keys()].slice(0, count);
  const design = fitDesign(inputs.slice(0, count), recipe);
  const { weights, intercepts } = fitRows(
    designRows(design, inputs.slice(0, count)),
    targetsOf(lessons, recipe, seen),
    rowIterations,
  );
  const model = toModel(design, lessons.classes, Float32Array.from(weights), intercepts);
  return inputs.map((row, i) => {
    if (i < count) return null;
    return evaluate(model, row).map((logit, k) => logit + (lessons.offset?.[i * lessons.classes + k] ?? 0));
  });
}

const inputsOf = (lessons: Lessons): Inputs[] =>
  lessons.features.map((features, row) =>
    localInputs(features, lessons.answers, lessons.prior[row] as Float64Array),
  );

const toModel = (
  design: Design,
  classes: number,
  weights: Float32Array,
  intercepts: Float64Array,
): LinearModel => ({ design, classes, weights, intercepts });

/** Fits one repository's model and the logits that its temperature is taken from. */
export function fitLocal(lessons: Lessons, recipe: LocalRecipe, folds = 5): LocalFit {
  const inputs = inputsOf(lessons);
  const design = fitDesign(inputs, recipe);
  const rows = designRows(design, inputs);
  const every = [...lessons.target.keys()];
  if (rows.count > gramUpTo) {
    const { weights, intercepts } = fitRows(rows, targetsOf(lessons, recipe, every), rowIterations);
    return {
      model: toModel(design, lessons.classes, Float32Array.from(weights), intercepts),
      heldOut: heldOutByRows(inputs, lessons, recipe),
    };
  }
  const product = gram(rows);
  const { weights, intercepts } = fitGram(product, rows.count, targetsOf(lessons, recipe, every));
  const model = toModel(design, lessons.classes, foldBack(rows, weights, lessons.classes), intercepts);
  return { model, heldOut: heldOutByGram(product, lessons, recipe, folds) };
}
