/** Of each issue that is linked, the issue it is linked to. */
export type Parents = ReadonlyMap<number, number>;

/** The end of the chain of links that begins at an issue: itself where it is linked to none. A circle ends where it closes. */
export function findRoot(number: number, parents: Parents): number {
  const seen = new Set([number]);
  let root = number;
  for (let next = parents.get(root); next !== undefined && !seen.has(next); next = parents.get(root)) {
    seen.add(next);
    root = next;
  }
  return root;
}
