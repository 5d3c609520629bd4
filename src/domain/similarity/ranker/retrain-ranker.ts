import { type Features, featureNames } from '../features.ts';
import { fitLikelihood } from './fit-likelihood.ts';
import { type Ranker, scoreFeatures } from './ranker.ts';
import { trainLambdaMart } from './train-lambdamart.ts';
import { rankerTraining } from './train-ranker.ts';

/** An issue of the repository's past that asks again, with its candidates as they were known when it was filed. */
export interface PastInfoRequest {
  number: number;
  /** The root of its duplicates: issues of one problem are learnt from together or held out together. */
  root: number;
  /** One number a feature, in the order of `featureNames`. */
  rows: readonly ArrayLike<number>[];
  /** Whether people linked the two; none is for an issue that nobody linked. */
  relevant: readonly boolean[];
}

/** What a training came to. Places are of the first right candidate among those held out, 0 the first; null for none. */
export interface Retrained {
  ranker: Ranker;
  /** Numbers of the issues held out, and where each ranker put the first right candidate of each. */
  heldOut: number[];
  places: (number | null)[];
  placesBefore: (number | null)[];
}

/** Fewer trees than the shipped ranker's: they only put right what the shipped ones have wrong about this repository. */
const training = { ...rankerTraining, trees: 60, learningRate: 0.06 };
/** Every fifth problem is held out, in every training alike. */
const heldOutEvery = 5;
/** Fewer held-out issues than this do not tell a likelihood. */
const minForLikelihood = 20;
const listed = 5;

/**
 * Trees of a repository's own on top of the shipped ranker's, learnt from its linked issues. Judged on problems that neither
 * has seen, beside `before`, the ranker in use; the one that is returned has learnt from all.
 */
export function retrainRanker(askings: readonly PastInfoRequest[], base: Ranker, before: Ranker): Retrained {
  const linked = askings.filter(({ relevant }) => relevant.includes(true));
  const held = linked.filter(({ root }) => root % heldOutEvery === 0);
  const seen = linked.filter(({ root }) => root % heldOutEvery !== 0);
  const probe = grow(seen, base);
  const unlinked = askings.filter(({ relevant }) => !relevant.includes(true));
  const judged = [...held, ...unlinked].flatMap((asking) => headOf(asking, probe));
  const likelihood = held.length < minForLikelihood ? base.likelihood : fitLikelihood(judged);
  return {
    ranker: { ...grow(linked, base), likelihood },
    heldOut: held.map(({ number }) => number),
    places: held.map((asking) => placeOf(asking, probe)),
    placesBefore: held.map((asking) => placeOf(asking, before)),
  };
}

/** Mean of 1 / place, 0 for none. */
export function meanReciprocal(places: readonly (number | null)[]): number {
  const sum = places.reduce<number>((all, place) => all + (place === null ? 0 : 1 / (1 + place)), 0);
  return sum / (places.length || 1);
}

function grow(askings: readonly PastInfoRequest[], base: Ranker): Ranker {
  const groups = askings.map(({ rows, relevant }) => ({
    rows,
    relevant,
    base: rows.map((row) => scoreFeatures(base, toFeatures(row))),
  }));
  return { ...base, trees: [...base.trees, ...trainLambdaMart(groups, featureNames.length, training)] };
}

function placeOf(asking: PastInfoRequest, ranker: Ranker): number | null {
  const place = headOf(asking, ranker, Number.POSITIVE_INFINITY).findIndex(({ linked }) => linked);
  return place < 0 ? null : place;
}

function headOf({ rows, relevant }: PastInfoRequest, ranker: Ranker, most = listed) {
  const features = rows.map(toFeatures);
  const closest = features.reduce((best, { mix }) => Math.max(best, mix), 0);
  return features
    .map((row, i) => ({ score: scoreFeatures(ranker, row), closest, linked: relevant[i] ?? false }))
    .sort((a, b) => b.score - a.score)
    .slice(0, most);
}

function toFeatures(row: ArrayLike<number>): Features {
  return Object.fromEntries(featureNames.map((name, i) => [name, row[i] ?? 0])) as Features;
}
