import { efforts, type Opinion, priorities } from '../../../domain/issue/decision.ts';
import type { ModelShape } from '../category/model-cache.ts';
import { createReader, type Reader } from '../category/read-once.ts';
import { fromBytes, toBytes } from '../solver/model-bytes.ts';
import type { TemplateLines } from '../text/template-lines.ts';
import { labelModelsSize, type TaggedIssue } from './label-models.ts';
import {
  isTold,
  levelReasons,
  type OrdinalModel,
  predictLevels,
  trainOrdinalModel,
} from './ordinal-model.ts';

/** The scales that a repository can teach, lowest value first. */
const scales = { priority: [...priorities].reverse(), effort: [...efforts] } as const;
const kinds: readonly string[] = Object.keys(scales);

/**
 * What a repository has taught of its priorities or its efforts. `ranks` is null where there were too few examples of
 * everything. A plain value: stored as bytes, sent between threads.
 */
export interface TaughtModel {
  format: 2;
  kind: keyof typeof scales;
  scale: string[];
  ranks: OrdinalModel | null;
}

/** Issues that teach at most, the newest: more cost time and add little. */
const maxLessons = 2_000;

/**
 * Learns a repository's priorities or its efforts, one an issue.
 * @param rows newest last; `labels` are values
 * @param templates the repository's template lines; by default what the rows tell
 */
export function trainTaughtModel(
  kind: TaughtModel['kind'],
  rows: readonly TaggedIssue[],
  templates?: TemplateLines,
): TaughtModel {
  const newest = rows.slice(-maxLessons);
  const used = new Set(newest.flatMap(({ labels }) => labels));
  const scale: string[] = scales[kind].filter((value) => used.has(value));
  const ranked = newest.flatMap(({ title, body, labels }) => {
    const level = scale.indexOf(labels[0] ?? '');
    return level < 0 ? [] : [{ title, body, level }];
  });
  return { format: 2, kind, scale, ranks: trainOrdinalModel(ranked, scale.length, templates) };
}

/**
 * Calibrated probabilities by value, and why; empty where the model has nothing to say: of a scale, where its likeliest value
 * is not likely enough to be told.
 * @param read the issue's reader, where other models read the same issue
 */
export function askTaughtModel(
  model: TaughtModel,
  issue: { title: string; body: string },
  read: Reader = createReader(issue),
): Pick<Opinion, 'probabilities' | 'reasons' | 'maybe'> {
  const silent = { probabilities: {}, reasons: {} };
  const { ranks, scale } = model;
  if (!ranks) return silent;
  const reading = read(ranks.steps.templates);
  const probabilities = predictLevels(ranks, reading.features);
  const named = <T>(list: readonly T[]): Record<string, T> =>
    Object.fromEntries(list.map((each, level) => [scale[level] as string, each]));
  if (!isTold(ranks, probabilities)) return { ...silent, maybe: named(probabilities) };
  return { probabilities: named(probabilities), reasons: named(levelReasons(ranks, reading)) };
}

/** The likeliest value of a scale, told or not. */
export function sayTaughtModel(model: TaughtModel, read: Reader): string[] {
  const { ranks, scale } = model;
  if (!ranks) return [];
  const probabilities = predictLevels(ranks, read(ranks.steps.templates).features);
  return scale.slice(probabilities.indexOf(Math.max(...probabilities))).slice(0, 1);
}

/** Memory in bytes. */
export function taughtModelSize(model: TaughtModel): number {
  const models = model.ranks?.steps ?? null;
  return models ? labelModelsSize(models) : 10_000;
}

export const taughtModelToBytes = (model: TaughtModel): Uint8Array => toBytes(model);

/** Throws where the bytes are damaged or of another format. */
export function taughtModelFromBytes(bytes: Uint8Array): TaughtModel {
  const model = fromBytes(bytes) as TaughtModel;
  if (model?.format !== 2 || !kinds.includes(model.kind))
    throw new Error('a model of priorities or efforts of format 2 was expected');
  return model;
}

export const taughtModelShape: ModelShape<TaughtModel> = {
  read: taughtModelFromBytes,
  size: taughtModelSize,
};
