/**
 * One regression tree, its branches in arrays: at branch `i` a row goes to `left[i]` when its feature is at most the
 * threshold, else to `right[i]`. A negative child is a leaf: −1 is `leaves[0]`, −2 is `leaves[1]`. Branch 0 is the root.
 */
export interface Tree {
  feature: number[];
  threshold: number[];
  left: number[];
  right: number[];
  leaves: number[];
}

/** The sum of the trees for one row of features. */
export function scoreTrees(trees: readonly Tree[], row: ArrayLike<number>): number {
  let sum = 0;
  for (const tree of trees) sum += tree.leaves[leafOf(tree, row)] ?? 0;
  return sum;
}

function leafOf(tree: Tree, row: ArrayLike<number>): number {
  if (tree.feature.length === 0) return 0;
  let node = 0;
  while (node >= 0) {
    const value = row[tree.feature[node] ?? 0] ?? 0;
    const children = value <= (tree.threshold[node] ?? 0) ? tree.left : tree.right;
    node = children[node] ?? -1;
  }
  return -node - 1;
}
