import type { Tree } from './trees.ts';

/** Digits kept of thresholds and leaves: enough that no rank changes, and small. */
const digits = 4;

/** A tree on one line: its branches `feature threshold left right`, split by `;`, then `|` and its leaves. */
export function formatTree(tree: Tree): string {
  const branches = tree.feature.map((feature, i) =>
    [feature, short(tree.threshold[i] ?? 0), tree.left[i], tree.right[i]].join(' '),
  );
  return `${branches.join(';')}|${tree.leaves.map(short).join(' ')}`;
}

export function parseTree(line: string): Tree {
  const [branches = '', leaves = ''] = line.split('|');
  const rows = branches === '' ? [] : branches.split(';').map((branch) => branch.split(' ').map(Number));
  const column = (at: number) => rows.map((row) => row[at] ?? 0);
  return {
    feature: column(0),
    threshold: column(1),
    left: column(2),
    right: column(3),
    leaves: leaves.split(' ').map(Number),
  };
}

function short(value: number): string {
  return String(Number(value.toPrecision(digits)));
}
