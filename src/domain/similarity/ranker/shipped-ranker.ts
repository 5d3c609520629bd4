import type { Ranker } from './ranker.ts';
import file from './shipped-ranker.json' with { type: 'json' };
import { parseTree } from './tree-text.ts';

/** Learnt by `scripts/train-ranker.ts`; see `origin` in the file. */
export const shippedRanker: Ranker = { ...file, trees: file.trees.map(parseTree) };

/** Own trees of a repository stand on the shipped ones: on others they are of no use. */
export const rankerBasis = `${file.trees.length} shipped trees, ${file.likelihood.bias}`;
