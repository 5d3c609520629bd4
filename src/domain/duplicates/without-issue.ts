import type { Parents } from './find-root.ts';

/**
 * The links that must change when an issue leaves for good: what was linked to it is linked to its own parent, or, where
 * it was a root, to the oldest of them, which becomes the root. Null stands for a link that ends.
 */
export function withoutIssue(gone: number, parents: Parents): Map<number, number | null> {
  const children = [...parents].filter(([, parent]) => parent === gone).map(([child]) => child);
  const changed = new Map<number, number | null>();
  if (parents.has(gone)) changed.set(gone, null);
  const heir = parents.get(gone) ?? (children.length > 0 ? Math.min(...children) : null);
  for (const child of children) changed.set(child, child === heir ? null : heir);
  return changed;
}
