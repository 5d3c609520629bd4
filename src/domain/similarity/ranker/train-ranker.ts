import { type Features, featureNames } from '../features.ts';
import { handScore } from '../hand-formula.ts';
import { type Ranker, toRow } from './ranker.ts';
import { type TrainOptions, trainLambdaMart } from './train-lambdamart.ts';

/** One asking issue: the features of its candidates, and which of them people linked to it. */
export interface RankingExample {
  features: readonly Features[];
  relevant: readonly boolean[];
}

/** Chosen on the development split of golang/go; neighbors of these values differ by less than their error. */
export const rankerTraining: TrainOptions = {
  trees: 200,
  leaves: 5,
  leastRows: 30,
  penalty: 1,
  learningRate: 0.08,
  bins: 64,
  featureShare: 0.3,
  groupShare: 0.7,
  seed: 1,
};

/** One unit of the hand formula on the trees' scale. */
const handScale = 6;

/** Trees over the hand formula, without a likelihood. About 100 examples are enough to be worth it. */
export function trainRanker(
  examples: readonly RankingExample[],
  options: TrainOptions = rankerTraining,
): Pick<Ranker, 'handScale' | 'trees'> {
  const groups = examples.map(({ features, relevant }) => ({
    rows: features.map(toRow),
    relevant,
    base: features.map((row) => handScale * handScore(row)),
  }));
  return { handScale, trees: trainLambdaMart(groups, featureNames.length, options) };
}
