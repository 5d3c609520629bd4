import { gram, gramPart } from '../solver/gram.ts';
import type { Rows } from '../solver/rows.ts';
import { fitGram } from '../solver/softmax-regression.ts';
import { softmax } from '../solver/temperature.ts';

/** Rows to fit through their Gram matrix: the labeled ones first, then issues that nobody has labeled. */
export interface GramTask {
  rows: Rows;
  classes: number;
  /** Class of each labeled row. */
  target: readonly number[];
  /** scikit-learn's C. */
  strength: number;
  interceptPenalty: number;
  /** Logits known beforehand, row by row × class; none where absent. */
  offset: Float64Array | null;
  /** C of an unlabeled row of which the first fit is sure. */
  guessStrength: number;
}

interface RowFit {
  /** Rows that were learnt from, and a row of `classes` numbers for each. */
  rows: number[];
  weights: Float64Array;
  intercepts: Float64Array;
}

/**
 * Fits labeled rows, and where there are unlabeled ones fits again with what the first fit takes them for, each by how
 * sure it is (self-training, D. Yarowsky 1995, "Unsupervised word sense disambiguation rivaling supervised methods"; one
 * round). Gives weights of the columns, and logits of labeled rows by fits that had not seen them.
 * @param folds 0 to hold nothing out
 */
export function fitByGram(task: GramTask, folds: number) {
  const { rows, target, classes } = task;
  const product = gram(rows);
  const labeled = [...target.keys()];
  const fit = fitTwice(task, product, labeled);
  const fold = dealFolds(target, folds);
  const heldOut: (Float64Array | null)[] = target.map(() => null);
  for (let f = 0; f < folds; f++) {
    const own = fitTwice(
      task,
      product,
      labeled.filter((row) => fold[row] !== f),
    );
    const out = labeled.filter((row) => fold[row] === f);
    for (const [i, logits] of logitsOf(task, product, own, out).entries()) heldOut[out[i] as number] = logits;
  }
  return { weights: foldBack(rows, fit, classes), intercepts: fit.intercepts, heldOut };
}

function fitTwice(task: GramTask, product: Float64Array, labeled: number[]): RowFit {
  const first = fitOnce(task, product, labeled, []);
  const others = Array.from(
    { length: task.rows.count - task.target.length },
    (_, i) => task.target.length + i,
  );
  if (others.length === 0) return first;
  const guesses = logitsOf(task, product, first, others).map((logits, i) => {
    const shares = softmax(logits);
    const sure = Math.max(...shares);
    return { row: others[i] as number, target: shares.indexOf(sure), sure };
  });
  return fitOnce(task, product, labeled, guesses);
}

function fitOnce(
  { rows, classes, target, strength, interceptPenalty, offset, guessStrength }: GramTask,
  product: Float64Array,
  labeled: readonly number[],
  guesses: readonly { row: number; target: number; sure: number }[],
): RowFit {
  const used = [...labeled, ...guesses.map(({ row }) => row)];
  const chance = 1 / classes;
  const { weights, intercepts } = fitGram(gramPart(product, rows.count, used, used), used.length, {
    ...{ classes, interceptPenalty },
    target: Int32Array.from([
      ...labeled.map((row) => target[row] as number),
      ...guesses.map((guess) => guess.target),
    ]),
    strength: Float64Array.from([
      ...labeled.map(() => strength),
      ...guesses.map(({ sure }) => Math.max(1e-6, (guessStrength * (sure - chance)) / (1 - chance))),
    ]),
    ...(offset
      ? { offset: Float64Array.from(used.flatMap((row) => [...offsetOf(offset, classes, row)])) }
      : {}),
  });
  return { rows: used, weights, intercepts };
}

const offsetOf = (offset: Float64Array, classes: number, row: number) =>
  offset.subarray(row * classes, (row + 1) * classes);

function logitsOf(
  { rows, classes, offset }: GramTask,
  product: Float64Array,
  fit: RowFit,
  asked: readonly number[],
): Float64Array[] {
  const cross = gramPart(product, rows.count, asked, fit.rows);
  return asked.map((row, i) => {
    const logits = fit.intercepts.slice();
    fit.rows.forEach((_, j) => {
      const near = cross[i * fit.rows.length + j] as number;
      for (let k = 0; k < classes; k++)
        logits[k] = (logits[k] as number) + near * (fit.weights[j * classes + k] as number);
    });
    const known = offset ? offsetOf(offset, classes, row) : null;
    return logits.map((logit, k) => logit + (known?.[k] ?? 0));
  });
}

/**
 * Which fold a row is held out in: blocks of time within each class, so that folds are alike and neighbors, which are often
 * about the same thing, do not answer for each other.
 */
function dealFolds(target: readonly number[], folds: number): number[] {
  const totals: number[] = [];
  for (const label of target) totals[label] = (totals[label] ?? 0) + 1;
  const seen: number[] = [];
  return target.map((label) => {
    const turn = seen[label] ?? 0;
    seen[label] = turn + 1;
    return Math.floor((turn * folds) / (totals[label] as number));
  });
}

/** Weights of the columns from weights of the rows. */
function foldBack(all: Rows, { rows, weights: byRow }: RowFit, classes: number): Float32Array {
  const weights = new Float64Array(all.columns * classes);
  rows.forEach((row, i) => {
    for (let e = all.starts[row] as number; e < (all.starts[row + 1] as number); e++) {
      const at = (all.column[e] as number) * classes;
      for (let k = 0; k < classes; k++) {
        weights[at + k] =
          (weights[at + k] as number) + (all.value[e] as number) * (byRow[i * classes + k] as number);
      }
    }
  });
  return Float32Array.from(weights);
}
