import type { Idf } from '../../../domain/similarity/idf.ts';
import { absenceWeight } from './area-blend.ts';
import { readForAreas } from './area-reading.ts';
import { AreaWalk } from './area-walk.ts';
import { type AreaWeights, standardize } from './area-weights.ts';
import { labelNames } from './label-name.ts';
import { pairWidth } from './pair-columns.ts';
import { fitPairs } from './pair-logistic.ts';

/** A repository's pairs as they stood when each issue was filed, in the order of time. */
export interface RepositoryPairs {
  labels: readonly string[];
  issues: number;
  /** Raw columns: issue by issue × label by label. */
  columns: Float32Array;
  truth: Uint8Array;
  carrying: boolean[];
  /** `absenceWeight` at each issue. */
  absence: number[];
}

/** The first stage learns again when the past has grown by a quarter. */
const growth = 1.25;
const firstRefits = [10, 25];
const denseOver = 500;

/** When a walk is to refit next, after it did at `issues`. */
export const nextRefit = (issues: number, by = growth): number =>
  firstRefits.find((at) => at > issues) ?? Math.ceil(issues * by);

/** Walks through a repository and keeps what was known of every pair before the issue was labeled. */
export function collectPairs(
  issues: readonly { title: string; body: string; areas: readonly string[] }[],
  labels: readonly string[],
  idf: Idf,
): RepositoryPairs {
  const unweighted = {
    version: '',
    means: new Float64Array(pairWidth),
    deviations: new Float64Array(pairWidth).fill(1),
    closed: new Float64Array(pairWidth + 1),
    open: new Float64Array(pairWidth + 1),
  };
  const walk = new AreaWalk(labels, labelNames(labels, idf), unweighted);
  const width = labels.length * pairWidth;
  const columns = new Float32Array(issues.length * width);
  const truth = new Uint8Array(issues.length * labels.length);
  let refitAt = nextRefit(0);
  issues.forEach((issue, i) => {
    if (i >= refitAt) {
      walk.refit(false);
      refitAt = nextRefit(i);
    }
    const reading = readForAreas(issue);
    const pairs = walk.pairs(reading);
    columns.set(pairs.columns, i * width);
    const given = issue.areas.map((area) => labels.indexOf(area)).filter((k) => k >= 0);
    for (const k of given) truth[i * labels.length + k] = 1;
    walk.learn(reading, given, pairs);
  });
  const carrying = issues.map(({ areas }) => areas.some((area) => labels.includes(area)));
  const absence = issues.map((_, i) => {
    const before = carrying.slice(Math.max(0, i - denseOver), i);
    return absenceWeight(before.filter(Boolean).length / Math.max(1, before.length));
  });
  return { labels, issues: issues.length, columns, truth, carrying, absence };
}

/** Pairs that all repositories together are worth, and the pull of each weight to zero. */
const totalWeight = 8_000;
const pull = 20;
/** Pairs of issues without any area that are used of one repository: every so-manieth where there are more. */
const maxAbsent = 30_000;
const rounds = 25;
const startIntercept = -4;

/**
 * Learns the shipped weights from several repositories. Each counts by the square root of its labelings, so that a large one
 * doesn't drown the others.
 */
export function trainAreaWeights(repositories: readonly RepositoryPairs[], version: string): AreaWeights {
  const chosen = repositories.map((own) => {
    const step = Math.max(1, Math.ceil((own.issues * own.labels.length) / maxAbsent));
    const issues = Array.from({ length: own.issues }, (_, i) => i).filter(
      (i) => own.carrying[i] || i % step === 0,
    );
    const truths = own.truth.reduce((sum, one) => sum + one, 0);
    return { own, step, issues, share: Math.sqrt(truths) };
  });
  const allShares = chosen.reduce((sum, { share }) => sum + share, 0);
  const count = chosen.reduce((sum, { own, issues }) => sum + issues.length * own.labels.length, 0);
  const columns = new Float32Array(count * pairWidth);
  const truth = new Uint8Array(count);
  const closed = new Float32Array(count);
  const open = new Float32Array(count);
  let at = 0;
  for (const { own, step, issues, share } of chosen) {
    const from = at;
    const labels = own.labels.length;
    for (const i of issues) {
      const stands = own.carrying[i] ? 1 : step;
      columns.set(own.columns.subarray(i * labels * pairWidth, (i + 1) * labels * pairWidth), at * pairWidth);
      truth.set(own.truth.subarray(i * labels, (i + 1) * labels), at);
      closed.fill(own.carrying[i] ? 1 : stands * (own.absence[i] as number), at, at + labels);
      open.fill(stands, at, at + labels);
      at += labels;
    }
    for (const weights of [closed, open])
      scaleTo(weights.subarray(from, at), (totalWeight * share) / allShares);
  }
  const weights: AreaWeights = {
    ...{ version, ...moments(columns, closed) },
    ...{ closed: new Float64Array(pairWidth + 1), open: new Float64Array(pairWidth + 1) },
  };
  standardize(columns, weights);
  const start = new Float64Array(pairWidth + 1);
  start[pairWidth] = startIntercept;
  const center = { weights: start, pull, interceptPull: 0.01 };
  const pairs = { columns, width: pairWidth, truth, count };
  weights.closed = fitPairs({ ...pairs, weights: closed }, center, rounds);
  weights.open = fitPairs({ ...pairs, weights: open }, center, rounds);
  return weights;
}

function scaleTo(weights: Float32Array, total: number): void {
  const by = total / weights.reduce((sum, weight) => sum + weight, 0);
  for (let i = 0; i < weights.length; i++) weights[i] = (weights[i] as number) * by;
}

function moments(columns: Float32Array, weights: Float32Array) {
  const means = new Float64Array(pairWidth);
  const deviations = new Float64Array(pairWidth);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const sumUp = (into: Float64Array, of: (value: number, column: number) => number) =>
    weights.forEach((weight, row) => {
      for (let c = 0; c < pairWidth; c++)
        into[c] = (into[c] as number) + (weight / total) * of(columns[row * pairWidth + c] as number, c);
    });
  sumUp(means, (value) => value);
  sumUp(deviations, (value, c) => (value - (means[c] as number)) ** 2);
  return { means, deviations: deviations.map((variance) => Math.max(1e-4, Math.sqrt(variance))) };
}
