import { areasToldApart } from '../../../domain/autonomy/judged-areas.ts';
import { generalIdf } from '../../embedding/general-idf.ts';
import type { ModelShape } from '../category/model-cache.ts';
import { fromBytes, toBytes } from '../solver/model-bytes.ts';
import { type AreaBlend, blendProbabilities, shippedBlend } from './area-blend.ts';
import type { AreaReading } from './area-reading.ts';
import { type AreaState, extendState, newState } from './area-state.ts';
import type { AreaWalk } from './area-walk.ts';
import { type AreaWeights, standardize } from './area-weights.ts';
import { type LabelName, labelNames, type NameFound } from './label-name.ts';
import { pairColumns } from './pair-columns.ts';

/** What a repository has taught of its areas. A plain value: stored as bytes, sent between threads. */
export interface AreaModel {
  format: 3;
  /** Of the shipped weights that it was trained on top of. */
  weights: string;
  state: AreaState;
  blend: AreaBlend;
}

/** The model as a walk through the past has left it. */
export const modelOfWalk = (walk: AreaWalk, { version }: AreaWeights): AreaModel => ({
  ...{ format: 3, weights: version, state: walk.state, blend: walk.blend },
});

/** What is known before any issue has taught: the labels' names. */
export const untaughtAreas = (labels: readonly string[], weights: AreaWeights): AreaModel => ({
  ...{ format: 3, weights: weights.version },
  ...{ state: newState(labels), blend: shippedBlend(weights, labels.length) },
});

/**
 * Whether the areas are told apart from each other (a closed world: what is likely given that an issue carries an area), or
 * each from nothing, because hardly any are known. Before any issue carries one nobody knows how often that is, so their
 * names are compared to each other.
 */
export const isClosedWorld = ({ state }: Pick<AreaModel, 'state'>): boolean =>
  areasToldApart(state.seen.examples);

/** What the model says of one issue, label by label. */
export interface AreaSaying {
  labels: readonly string[];
  /** How likely each label is, given that the issue gets one; where few are known, how likely at all. */
  probabilities: Float64Array;
  /** How likely somebody would put each on, whether or not the issue gets any. */
  open: Float64Array;
  /** Standardized. */
  columns: Float32Array;
  found: NameFound[];
}

/** Asks about an issue. Labels that the model has never met are told by their names. */
export function askAreas(
  model: AreaModel,
  weights: AreaWeights,
  labels: readonly string[],
  reading: AreaReading,
): AreaSaying {
  const { state, blend, names } = prepare(model, labels);
  const { columns, found } = pairColumns(state, names, reading);
  standardize(columns, weights);
  const { closed, open } = blendProbabilities(blend, columns);
  const probabilities = isClosedWorld(model) ? closed : open;
  return { labels: state.labels, probabilities, open, columns, found };
}

interface Prepared {
  wanted: string;
  state: AreaState;
  blend: AreaBlend;
  names: LabelName[];
}

/** Labels' names are taken apart once, not for every issue. */
const prepared = new WeakMap<AreaModel, Prepared>();

function prepare(model: AreaModel, labels: readonly string[]): Prepared {
  const wanted = labels.join('\n');
  const known = prepared.get(model);
  if (known?.wanted === wanted) return known;
  const state = extendState(model.state, labels);
  const offsets = new Float64Array(state.labels.length);
  offsets.set(model.blend.offsets);
  const made = {
    ...{ wanted, state, blend: { ...model.blend, offsets } },
    names: labelNames(state.labels, generalIdf),
  };
  prepared.set(model, made);
  return made;
}

/** Memory in bytes. */
export function areaModelSize({ state: { fit, labels } }: AreaModel): number {
  const base = 20_000 + labels.length * 200;
  if (!fit) return base;
  const { index, own, all } = fit;
  const arrays = [
    ...[index.keys, index.idf, index.starts, index.rows, index.roots, index.norms],
    ...[fit.carryingRows, fit.allRows, own.alpha, all.alpha, fit.carries, fit.labelStarts, fit.rowLabels],
  ];
  return base + arrays.reduce((sum, { byteLength }) => sum + byteLength, 0);
}

export const areaModelToBytes = (model: AreaModel): Uint8Array => toBytes(model);

/** Throws where the bytes are damaged or of another format. */
export function areaModelFromBytes(bytes: Uint8Array): AreaModel {
  const model = fromBytes(bytes) as AreaModel;
  if (model?.format !== 3 || !Array.isArray(model.state?.labels))
    throw new Error('a model of areas of format 3 was expected');
  return model;
}

export const areaModelShape: ModelShape<AreaModel> = { read: areaModelFromBytes, size: areaModelSize };
