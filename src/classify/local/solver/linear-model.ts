import type { Bag } from '../text/ngrams.ts';
import { type Design, type Inputs, visitBlock, visitDense } from './design.ts';

/** A design with its weights: `classes` numbers a column. A plain value. */
export interface LinearModel {
  design: Design;
  classes: number;
  weights: Float32Array;
  intercepts: Float64Array;
}

/** Logits of one row. */
export function evaluate(model: LinearModel, inputs: Inputs): Float64Array {
  const { classes, weights } = model;
  const logits = model.intercepts.slice();
  const add = (column: number, value: number) => {
    for (let k = 0; k < classes; k++)
      logits[k] = (logits[k] as number) + value * (weights[column * classes + k] as number);
  };
  for (const block of model.design.blocks) visitBlock(block, inputs.blocks[block.block] as Bag, add);
  for (const group of model.design.dense)
    visitDense(group, inputs.dense[group.group] as ArrayLike<number>, add);
  return logits;
}
