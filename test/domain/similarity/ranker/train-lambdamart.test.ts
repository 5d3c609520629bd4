import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../../src/domain/similarity/ranker/random.ts';
import {
  type RankingGroup,
  trainLambdaMart,
} from '../../../../src/domain/similarity/ranker/train-lambdamart.ts';
import { formatTree, parseTree } from '../../../../src/domain/similarity/ranker/tree-text.ts';
import { scoreTrees, type Tree } from '../../../../src/domain/similarity/ranker/trees.ts';

const options = {
  trees: 40,
  leaves: 6,
  leastRows: 5,
  penalty: 1,
  learningRate: 0.1,
  bins: 32,
  featureShare: 1,
  groupShare: 1,
  seed: 3,
};

/** Right is the row where two of three features are great together: no single one tells. */
function createGroups(count: number, seed: number): RankingGroup[] {
  const random = createRandom(seed);
  return Array.from({ length: count }, () => {
    const rows = Array.from({ length: 12 }, () => [random(), random(), random()]);
    const worth = rows.map(([a = 0, b = 0]) => Math.min(a, b));
    const best = Math.max(...worth);
    return { rows, relevant: worth.map((value) => value === best), base: rows.map(() => 0) };
  });
}

function firstIsRight(groups: RankingGroup[], trees: Tree[]): number {
  const right = groups.filter(({ rows, relevant, base }) => {
    const scores = rows.map((row, i) => (base[i] ?? 0) + scoreTrees(trees, row));
    return relevant[scores.indexOf(Math.max(...scores))];
  });
  return right.length / groups.length;
}

describe('trainLambdaMart', () => {
  const learnt = createGroups(120, 1);
  const unseen = createGroups(100, 2);
  const trees = trainLambdaMart(learnt, 3, options);

  it('learns an order that holds for unseen groups', () => {
    expect(firstIsRight(unseen, [])).toBeLessThan(0.3);
    expect(firstIsRight(unseen, trees)).toBeGreaterThan(0.75);
  });

  it('is the same for the same data and seed', () => {
    expect(trainLambdaMart(learnt, 3, options)).toEqual(trees);
  });

  it('learns what the base is missing only', () => {
    const solved = learnt.map((group) => ({
      ...group,
      base: group.relevant.map((right) => (right ? 50 : 0)),
    }));
    const leaves = trainLambdaMart(solved, 3, options).flatMap((tree) => tree.leaves);
    expect(Math.max(...leaves.map(Math.abs))).toBeLessThan(1e-6);
  });

  it('learns nothing from groups that have no two sides', () => {
    const onesided = learnt.map((group) => ({ ...group, relevant: group.relevant.map(() => false) }));
    const scores = trainLambdaMart(onesided, 3, options).map((tree) => scoreTrees([tree], [0.5, 0.5, 0.5]));
    expect(scores.every((score) => score === 0)).toBe(true);
  });

  it('trees survive being written down', () => {
    const read = trees.map((tree) => parseTree(formatTree(tree)));
    expect(firstIsRight(unseen, read)).toBeCloseTo(firstIsRight(unseen, trees), 1);
    expect(
      parseTree(formatTree({ feature: [], threshold: [], left: [], right: [], leaves: [0.5] })).leaves,
    ).toEqual([0.5]);
  });
});
