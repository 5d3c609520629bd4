import { weakWeight } from '../../../domain/weak-labels/weak-labels.ts';
import {
  type AnsweredPairs,
  type AreaBlend,
  absenceWeight,
  answeredIssues,
  blendProbabilities,
  fitBlend,
  shippedBlend,
} from './area-blend.ts';
import { buildIndex, toRows } from './area-index.ts';
import type { AreaReading } from './area-reading.ts';
import { type AreaFit, type AreaState, newState } from './area-state.ts';
import { type AreaWeights, standardize } from './area-weights.ts';
import type { LabelName, NameFound } from './label-name.ts';
import { pairColumns } from './pair-columns.ts';
import { fitRidge } from './ridge.ts';

/** The newest issues that the first stage is fitted on: those that carry an area, and any. */
const window = 1_000;
const lambda = 0.5;
const recent = 100;
const denseOver = 300;
const absenceOver = 500;

/** What was said of an issue's areas, by label. */
export interface AreaAnswer {
  columns: Float32Array;
  found: NameFound[];
  closed: Float64Array;
  open: Float64Array;
}

/** A past issue, and its areas by position. */
export interface Past {
  reading: AreaReading;
  labels: readonly number[];
}

/**
 * Goes through a repository's issues in the order of time: each is answered by what the ones before it taught, and then
 * teaches. `refit` is when the models learn; counts move with every issue.
 */
export class AreaWalk {
  readonly state: AreaState;
  blend: AreaBlend;
  readonly #names: readonly LabelName[];
  readonly #weights: AreaWeights;
  #carrying: Past[] = [];
  #all: Past[] = [];
  #answered: AnsweredPairs[] = [];
  #recentFlags: boolean[] = [];

  /** @param names of the labels, in the same order */
  constructor(labels: readonly string[], names: readonly LabelName[], weights: AreaWeights) {
    this.state = newState(labels);
    this.#names = names;
    this.#weights = weights;
    this.blend = shippedBlend(weights, labels.length);
  }

  /** The issue's raw pairs by what was learnt so far. */
  pairs(reading: AreaReading): Pick<AreaAnswer, 'columns' | 'found'> {
    return pairColumns(this.state, this.#names, reading);
  }

  /** @param pairs the issue's raw pairs, which are standardized in place */
  answer(reading: AreaReading, pairs = this.pairs(reading)): AreaAnswer {
    const { columns, found } = pairs;
    standardize(columns, this.#weights);
    return { columns, found, ...blendProbabilities(this.blend, columns) };
  }

  /**
   * Takes in which areas an answered issue got.
   * @param labels by position; empty where it carries none
   */
  learn(
    reading: AreaReading,
    labels: readonly number[],
    { columns, found }: Pick<AreaAnswer, 'columns' | 'found'>,
  ): void {
    const { seen } = this.state;
    const past = { reading, labels };
    const carrying = labels.length > 0;
    const absence = absenceWeight(shareOf(this.#recentFlags.slice(-absenceOver)));
    this.#answered.push({
      ...{ columns, carrying, absence },
      truth: Uint8Array.from(this.state.labels, (_, k) => (labels.includes(k) ? 1 : 0)),
    });
    if (this.#answered.length > answeredIssues(this.state.labels.length)) this.#answered.shift();
    this.#recentFlags.push(carrying);
    if (this.#recentFlags.length > absenceOver) this.#recentFlags.shift();
    this.#all.push(past);
    if (this.#all.length > window) this.#all.shift();
    seen.density = shareOf(this.#recentFlags.slice(-denseOver));
    if (!carrying) return;
    seen.carrying++;
    seen.given += labels.length;
    this.#carrying.push(past);
    if (this.#carrying.length > window) this.#carrying.shift();
    for (const k of labels) {
      add(seen.examples, k);
      add(seen.recent, k);
    }
    const old = this.#carrying.at(-recent - 1);
    for (const k of old?.labels ?? []) seen.recent[k] = (seen.recent[k] as number) - 1;
    seen.recentCarrying = Math.min(recent, seen.carrying);
    found.forEach(({ inTitle, inProse }, k) => {
      const right = labels.includes(k);
      if (inTitle === 1) {
        add(seen.inTitle, k);
        if (right) add(seen.inTitleRight, k);
      }
      if (inProse === 1) {
        add(seen.inProse, k);
        if (right) add(seen.inProseRight, k);
      }
    });
  }

  /**
   * Trains both stages on what was learnt so far.
   * @param weak issues that the first stage learns from besides, each for a part of one
   */
  refit(secondStage = true, weak: readonly Past[] = []): void {
    this.state.fit = fitFirstStage(this.#carrying, this.#all, weak);
    if (secondStage) this.blend = fitBlend(this.#answered, this.#weights, this.state.labels.length);
  }
}

const add = (counts: Float64Array, k: number) => {
  counts[k] = (counts[k] as number) + 1;
};
const shareOf = (flags: readonly boolean[]) =>
  flags.length === 0 ? 0 : flags.filter(Boolean).length / flags.length;

function fitFirstStage(known: readonly Past[], all: readonly Past[], weak: readonly Past[]): AreaFit | null {
  const carrying = [...known, ...weak];
  if (carrying.length < 2) return null;
  const worth = new Map(weak.map((past) => [past, weakWeight]));
  const worthOf = (past: Past) => worth.get(past) ?? 1;
  const rows = [...new Set([...carrying, ...all])];
  const place = new Map(rows.map((past, row) => [past, row]));
  const { index, vectors } = buildIndex(rows.map(({ reading }) => reading));
  const outputs = Uint16Array.from(
    [...new Set(carrying.flatMap(({ labels }) => labels))].sort((a, b) => a - b),
  );
  const output = new Map([...outputs].map((label, i) => [label, i]));
  const ridgeOf = (chosen: readonly Past[], more: number) => {
    const width = outputs.length + more;
    const truth = new Float32Array(chosen.length * width);
    chosen.forEach((past, i) => {
      const { labels } = past;
      for (const label of labels) truth[i * width + (output.get(label) ?? 0)] = worthOf(past);
      if (more && labels.length > 0) truth[i * width + outputs.length] = 1;
    });
    const own = chosen.map((past) => vectors[place.get(past) as number] as (typeof vectors)[number]);
    return fitRidge(toRows(index, own), truth, width, lambda);
  };
  const labelStarts = new Int32Array(rows.length + 1);
  rows.forEach(({ labels }, i) => {
    labelStarts[i + 1] = (labelStarts[i] as number) + labels.length;
  });
  const placed = (chosen: readonly Past[]) => Uint16Array.from(chosen, (past) => place.get(past) as number);
  return {
    ...{ index, outputs, labelStarts },
    carryingRows: placed(carrying),
    allRows: placed(all),
    own: ridgeOf(carrying, 0),
    all: ridgeOf(all, 1),
    carries: Uint8Array.from(rows, ({ labels }) => (labels.length > 0 ? 1 : 0)),
    rowLabels: Uint16Array.from(rows.flatMap(({ labels }) => [...labels])),
    ...(weak.length > 0 ? { worth: Float32Array.from(rows, worthOf) } : {}),
  };
}
