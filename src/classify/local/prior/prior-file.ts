import type { BlockDesign } from '../solver/design.ts';
import type { LinearModel } from '../solver/linear-model.ts';
import { fromBytes, toBytes } from '../solver/model-bytes.ts';
import type { Prior } from './prior.ts';

/** The shipped file: a note of origin that people can read, and the weights in base64. */
export interface PriorFile {
  note: string;
  format: 1;
  data: string;
}

/** idf lies between 1 and 1 + ln(rows); eighths of a bit do not change a prediction. */
const idfSteps = 24;

const packBlock = (block: BlockDesign) => ({
  ...block,
  idf: Uint8Array.from(block.idf, (idf) => Math.min(255, Math.round(idf * idfSteps))),
});

/** One step for all weights of a group of columns: the largest weight becomes 127. */
function packWeights(model: LinearModel) {
  const parts = [
    ...model.design.blocks.map((b) => [b.offset, b.keys.length]),
    ...model.design.dense.map((d) => [d.offset, d.mean.length]),
  ];
  return parts.map(([offset = 0, width = 0]) => {
    const own = model.weights.subarray(offset * model.classes, (offset + width) * model.classes);
    const step = own.reduce((top, weight) => Math.max(top, Math.abs(weight)), 1e-9) / 127;
    return { step, weights: Int8Array.from(own, (weight) => Math.round(weight / step)) };
  });
}

interface PackedModel extends Omit<LinearModel, 'weights' | 'design'> {
  design: Omit<LinearModel['design'], 'blocks'> & { blocks: ReturnType<typeof packBlock>[] };
  parts: ReturnType<typeof packWeights>;
}

function unpack(packed: PackedModel): LinearModel {
  const { parts, design, ...rest } = packed;
  const weights = new Float32Array(design.columns * packed.classes);
  let at = 0;
  for (const { step, weights: own } of parts) for (const weight of own) weights[at++] = weight * step;
  const blocks = design.blocks.map((block) => ({
    ...block,
    idf: Float32Array.from(block.idf, (idf) => idf / idfSteps),
  }));
  return { ...rest, design: { ...design, blocks }, weights };
}

/** Packs a prior to one byte a weight. */
export function packPrior(prior: Prior, note: string): PriorFile {
  const views = prior.views.map(({ name, share, model: { weights: _, ...model } }, i) => ({
    name,
    share,
    model: {
      ...model,
      design: { ...model.design, blocks: model.design.blocks.map(packBlock) },
      parts: packWeights((prior.views[i] as Prior['views'][number]).model),
    },
  }));
  return { note, format: 1, data: Buffer.from(toBytes({ ...prior, views })).toString('base64') };
}

export function unpackPrior(file: PriorFile): Prior {
  const value = fromBytes(Buffer.from(file.data, 'base64')) as Omit<Prior, 'views'> & {
    views: { name: string; share: number; model: PackedModel }[];
  };
  return { ...value, views: value.views.map((view) => ({ ...view, model: unpack(view.model) })) };
}
