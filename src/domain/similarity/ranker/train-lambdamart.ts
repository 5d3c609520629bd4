import { createBins } from './bins.ts';
import { type GrowOptions, growTree } from './grow-tree.ts';
import { addLambdas } from './lambdas.ts';
import { createRandom } from './random.ts';
import { scoreTrees, type Tree } from './trees.ts';

/** One asking issue's candidates: a row of features each, and whether it is the same problem. */
export interface RankingGroup {
  rows: readonly ArrayLike<number>[];
  relevant: readonly boolean[];
  /** Where each row's score starts: the trees learn what is missing. */
  base: readonly number[];
}

export interface TrainOptions extends Omit<GrowOptions, 'features'> {
  trees: number;
  bins: number;
  /** Share of the features that each tree may use. */
  featureShare: number;
  /** Share of the groups that each tree learns from. */
  groupShare: number;
  seed: number;
}

/**
 * LambdaMART (Burges 2010): boosted regression trees whose gradients are pair-wise and weighted by what swapping the
 * pair would do to NDCG. Groups without both a relevant and another row teach nothing. Same input, same trees.
 */
export function trainLambdaMart(
  groups: readonly RankingGroup[],
  width: number,
  options: TrainOptions,
): Tree[] {
  const useful = groups.filter(({ relevant }) => relevant.includes(true) && relevant.includes(false));
  const rows = useful.flatMap((group) => group.rows);
  const bins = createBins(rows, width, options.bins);
  const scores = Float64Array.from(useful.flatMap((group) => group.base));
  const random = createRandom(options.seed);
  const trees: Tree[] = [];
  while (trees.length < options.trees) {
    const derivatives = { gradients: new Float64Array(rows.length), hessians: new Float64Array(rows.length) };
    const chosen: number[] = [];
    let start = 0;
    for (const { relevant } of useful) {
      if (random() < options.groupShare) {
        addLambdas(scores, start, relevant, derivatives);
        for (let i = 0; i < relevant.length; i++) chosen.push(start + i);
      }
      start += relevant.length;
    }
    const features = Array.from({ length: width }, (_, i) => i).filter(() => random() < options.featureShare);
    const tree = growTree(bins, derivatives, Uint32Array.from(chosen), { ...options, features });
    trees.push(tree);
    rows.forEach((row, i) => {
      scores[i] = (scores[i] ?? 0) + scoreTrees([tree], row);
    });
  }
  return trees;
}
