import type { IssueFeatures } from '../features/issue-features.ts';
import { type DesignRecipe, designRows, fitDesign, type Inputs } from '../solver/design.ts';
import { evaluate, type LinearModel } from '../solver/linear-model.ts';
import { fitRows, type Targets } from '../solver/softmax-regression.ts';
import { fitByGram } from './fit-by-gram.ts';
import { localInputs } from './local-inputs.ts';

/** How a repository's own model is fitted. */
export interface LocalRecipe extends DesignRecipe {
  /** scikit-learn's C. */
  strength: number;
  interceptPenalty: number;
  /** C of an issue that nobody has labeled and whose class the lessons tell surely. */
  guessStrength: number;
}

/** Issues ready to fit, those with a label first: features, the prior's logits by view, and what the prior says of each. */
export interface Lessons {
  features: readonly IssueFeatures[];
  prior: readonly Float64Array[];
  /** Class of each labeled issue; the features after these are of issues without a label. */
  target: readonly number[];
  classes: number;
  answers: readonly string[];
  /** Logits known beforehand, row by row × class. */
  offset: Float64Array;
}

/** From this many lessons the n × n matrix costs more than the rows themselves. */
const gramUpTo = 1_200;
/** Enough for a thousandth of accuracy; more only takes longer. */
const rowIterations = 50;

export interface LocalFit {
  model: LinearModel;
  /** Logits of lessons that the fit had not seen, null for those never held out. */
  heldOut: (Float64Array | null)[];
}

/** Fits one repository's model and the logits that its temperature is taken from. */
export function fitLocal(lessons: Lessons, recipe: LocalRecipe, folds = 5): LocalFit {
  const { classes, target, offset } = lessons;
  const inputs = lessons.features.map((features, row) =>
    localInputs(features, lessons.answers, lessons.prior[row] as Float64Array),
  );
  if (target.length > gramUpTo) return fitInPrimal(inputs.slice(0, target.length), lessons, recipe);
  const design = fitDesign(inputs, recipe);
  const { strength, interceptPenalty, guessStrength } = recipe;
  const { weights, intercepts, heldOut } = fitByGram(
    {
      rows: designRows(design, inputs),
      ...{ classes, target, strength, interceptPenalty, offset, guessStrength },
    },
    folds,
  );
  return { model: { design, classes, weights, intercepts }, heldOut };
}

/** With many lessons one part is enough to hold out: the last fifth, which is the newest, from the four before it. */
function fitInPrimal(inputs: readonly Inputs[], lessons: Lessons, recipe: LocalRecipe): LocalFit {
  const { classes, offset } = lessons;
  const seen = Math.floor(inputs.length * 0.8);
  const probe = fitOn(inputs.slice(0, seen), lessons, recipe);
  const heldOut = inputs.map((row, i) =>
    i < seen ? null : evaluate(probe, row).map((logit, k) => logit + (offset[i * classes + k] as number)),
  );
  return { model: fitOn(inputs, lessons, recipe), heldOut };
}

function fitOn(inputs: readonly Inputs[], { classes, target, offset }: Lessons, recipe: LocalRecipe) {
  const count = inputs.length;
  const design = fitDesign(inputs, recipe);
  const targets: Targets = {
    ...{ classes, interceptPenalty: recipe.interceptPenalty },
    target: Int32Array.from(target.slice(0, count)),
    strength: new Float64Array(count).fill(recipe.strength),
    offset: offset.subarray(0, count * classes),
  };
  const { weights, intercepts } = fitRows(designRows(design, inputs), targets, rowIterations);
  return { design, classes, weights: Float32Array.from(weights), intercepts };
}
