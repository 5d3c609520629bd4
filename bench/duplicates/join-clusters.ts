/** The smallest number of each group of linked numbers. */
export function joinClusters(pairs: Iterable<readonly [number, number]>): Map<number, number> {
  const parents = new Map<number, number>();
  const rootOf = (number: number): number => {
    let root = number;
    for (let next = parents.get(root); next !== undefined && next !== root; next = parents.get(root))
      root = next;
    return root;
  };
  for (const [one, other] of pairs) {
    const [a, b] = [rootOf(one), rootOf(other)];
    const least = Math.min(a, b);
    for (const number of [one, other, a, b]) parents.set(number, least);
  }
  return new Map(Array.from(parents.keys(), (number) => [number, rootOf(number)]));
}
