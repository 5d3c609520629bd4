import { priorities, type Reason } from '../../../domain/decision.ts';
import { fromBytes, toBytes } from '../model-bytes.ts';
import type { ModelShape } from '../model-cache.ts';
import {
  explainLabels,
  type LabelModels,
  labelModelsSize,
  predictLabels,
  type TaggedIssue,
  trainLabelModels,
} from './label-models.ts';
import {
  explainPriority,
  type PriorityModel,
  predictPriority,
  trainPriorityModel,
} from './priority-model.ts';

/**
 * What a repository has taught of its areas or its priorities. `areas` or `ranks` is null where there were too few
 * examples of everything. A plain value: stored as bytes, sent between threads.
 */
export type TaughtModel =
  | { format: 1; kind: 'area'; areas: LabelModels | null }
  | { format: 1; kind: 'priority'; scale: string[]; ranks: PriorityModel | null };

/** Issues that teach at most, the newest: more cost time and add little. */
const mostLessons = 2_000;
/** An area is told of an issue from here on, where one has to be told. */
const likely = 0.5;

/**
 * Learns a repository's areas (several an issue, or none) or its priorities (one an issue).
 * @param rows newest last; `labels` are values
 */
export function trainTaughtModel(kind: TaughtModel['kind'], rows: readonly TaggedIssue[]): TaughtModel {
  const newest = rows.slice(-mostLessons);
  if (kind === 'area') return { format: 1, kind, areas: trainLabelModels(newest) };
  const used = new Set(newest.flatMap(({ labels }) => labels));
  const scale = [...priorities].reverse().filter((value) => used.has(value));
  const ranked = newest.map(({ title, body, labels }) => ({
    ...{ title, body },
    level: scale.indexOf(labels[0] as (typeof scale)[number]),
  }));
  return { format: 1, kind, scale, ranks: trainPriorityModel(ranked, scale.length) };
}

/** Calibrated probabilities by value, and why; empty where the model has nothing to say. */
export function askTaughtModel(
  model: TaughtModel,
  issue: { title: string; body: string },
): { probabilities: Record<string, number>; reasons: Record<string, Reason[]> } {
  if (model.kind === 'area') {
    return model.areas ? explainLabels(model.areas, issue) : { probabilities: {}, reasons: {} };
  }
  const { ranks, scale } = model;
  if (!ranks) return { probabilities: {}, reasons: {} };
  const named = <T>(list: readonly T[]): Record<string, T> =>
    Object.fromEntries(list.map((each, level) => [scale[level] as string, each]));
  const { probabilities, reasons } = explainPriority(ranks, issue);
  return { probabilities: named(probabilities), reasons: named(reasons) };
}

/** The values that the model would give: areas likelier than not, or the likeliest priority. */
export function sayTaughtModel(model: TaughtModel, issue: { title: string; body: string }): string[] {
  const values =
    model.kind === 'area'
      ? Object.entries(model.areas ? predictLabels(model.areas, issue) : {})
      : (model.ranks ? predictPriority(model.ranks, issue) : []).map((p, level): [string, number] => [
          model.scale[level] as string,
          p,
        ]);
  if (model.kind === 'area') return values.filter(([, p]) => p >= likely).map(([value]) => value);
  return values
    .sort((a, b) => b[1] - a[1])
    .slice(0, 1)
    .map(([value]) => value);
}

/** Memory in bytes. */
export function taughtModelSize(model: TaughtModel): number {
  const models = model.kind === 'area' ? model.areas : (model.ranks?.steps ?? null);
  return models ? labelModelsSize(models) : 10_000;
}

export const taughtModelToBytes = (model: TaughtModel): Uint8Array => toBytes(model);

/** Throws where the bytes are damaged or of another format. */
export function taughtModelFromBytes(bytes: Uint8Array): TaughtModel {
  const model = fromBytes(bytes) as TaughtModel;
  if (model?.format !== 1 || (model.kind !== 'area' && model.kind !== 'priority'))
    throw new Error('a model of areas or priorities of format 1 was expected');
  return model;
}

export const taughtModelShape: ModelShape<TaughtModel> = {
  read: taughtModelFromBytes,
  size: taughtModelSize,
};
