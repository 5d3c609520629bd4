import type { Bins } from './bins.ts';
import { type Cut, type CutOptions, findCut } from './find-cut.ts';
import { createHistogram, type Derivatives, type Histogram, subtractHistogram } from './histogram.ts';
import type { Tree } from './trees.ts';

export interface GrowOptions extends CutOptions {
  leaves: number;
  learningRate: number;
  /** Features that this tree may use. */
  features: readonly number[];
}

interface Leaf {
  rows: Uint32Array;
  histogram: Histogram;
  cut: Cut | null;
  /** The branch that leads here and its side; null at the root. */
  parent: { branch: number; side: 'left' | 'right' } | null;
}

/**
 * Grows one tree from the given rows leaf by leaf, always where the gain is greatest (as LightGBM does), by Newton steps.
 */
export function growTree(
  bins: Bins,
  derivatives: Derivatives,
  rows: Uint32Array,
  options: GrowOptions,
): Tree {
  const tree: Tree = { feature: [], threshold: [], left: [], right: [], leaves: [] };
  const histogram = createHistogram(bins, derivatives, rows, options.features);
  const leaves: Leaf[] = [{ rows, histogram, cut: findCut(histogram, options), parent: null }];
  while (leaves.length < options.leaves) {
    const best = leaves.reduce((a, b) => ((b.cut?.gain ?? 0) > (a.cut?.gain ?? 0) ? b : a));
    if (best.cut === null) break;
    leaves.splice(leaves.indexOf(best), 1, ...divide(best, best.cut, tree, { bins, derivatives, options }));
  }
  for (const leaf of leaves) closeLeaf(leaf, tree, derivatives, options);
  return tree;
}

interface Context {
  bins: Bins;
  derivatives: Derivatives;
  options: GrowOptions;
}

function divide(leaf: Leaf, cut: Cut, tree: Tree, { bins, derivatives, options }: Context): [Leaf, Leaf] {
  const branch = tree.feature.length;
  tree.feature.push(cut.feature);
  tree.threshold.push(bins.edges[cut.feature]?.[cut.bin] ?? 0);
  tree.left.push(0);
  tree.right.push(0);
  if (leaf.parent !== null) tree[leaf.parent.side][leaf.parent.branch] = branch;
  const column = bins.columns[cut.feature] ?? new Uint8Array();
  const left = leaf.rows.filter((row) => (column[row] ?? 0) <= cut.bin);
  const right = leaf.rows.filter((row) => (column[row] ?? 0) > cut.bin);
  const smaller = createHistogram(
    bins,
    derivatives,
    left.length < right.length ? left : right,
    options.features,
  );
  const larger = subtractHistogram(leaf.histogram, smaller);
  const child = (rows: Uint32Array, histogram: Histogram, side: 'left' | 'right'): Leaf => ({
    rows,
    histogram,
    cut: findCut(histogram, options),
    parent: { branch, side },
  });
  const leftIsSmaller = left.length < right.length;
  return [
    child(left, leftIsSmaller ? smaller : larger, 'left'),
    child(right, leftIsSmaller ? larger : smaller, 'right'),
  ];
}

function closeLeaf(leaf: Leaf, tree: Tree, { gradients, hessians }: Derivatives, options: GrowOptions): void {
  let gradient = 0;
  let hessian = 0;
  for (const row of leaf.rows) {
    gradient += gradients[row] ?? 0;
    hessian += hessians[row] ?? 0;
  }
  tree.leaves.push((options.learningRate * gradient) / (hessian + options.penalty));
  if (leaf.parent !== null) tree[leaf.parent.side][leaf.parent.branch] = -tree.leaves.length;
}
