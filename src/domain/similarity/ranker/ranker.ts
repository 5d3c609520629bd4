import { logistic } from '../../issue/log-odds.ts';
import { type Features, featureNames } from '../features.ts';
import { handScore } from '../hand-formula.ts';
import { scoreTrees, type Tree } from './trees.ts';

/** How candidates are put in order: the hand formula, put right by trees. Without trees it is the hand formula. */
export interface Ranker {
  /** What one unit of the hand formula is on the trees' scale. */
  handScale: number;
  trees: readonly Tree[];
  /** Logistic weights from score and closest words to how likely it is the same problem. */
  likelihood: { bias: number; score: number; closest: number };
}

/** The ranker's score: comparable between candidates of one asking issue only. */
export function scoreFeatures(ranker: Pick<Ranker, 'handScale' | 'trees'>, features: Features): number {
  return ranker.handScale * handScore(features) + scoreTrees(ranker.trees, toRow(features));
}

/** One number a feature, in the order of `featureNames`. */
export function toRow(features: Features): number[] {
  return featureNames.map((name) => features[name]);
}

/** 0 to 1. Trees alone do not compare across issues, so the closest candidate's words (its `mix`) count too. */
export function likelihoodOf({ likelihood }: Ranker, score: number, closest: number): number {
  return logistic(likelihood.bias + likelihood.score * score + likelihood.closest * closest);
}
