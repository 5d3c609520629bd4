/** How many values two ascending sets share. */
export function sharedCount(one: Uint32Array, other: Uint32Array): number {
  let count = 0;
  for (let i = 0, j = 0; i < one.length && j < other.length; ) {
    const a = one[i] ?? 0;
    const b = other[j] ?? 0;
    if (a === b) count++;
    if (a <= b) i++;
    if (b <= a) j++;
  }
  return count;
}

/** Shared values over all values, 0 to 1; 0 for two empty sets. */
export function jaccard(one: Uint32Array, other: Uint32Array): number {
  const shared = sharedCount(one, other);
  return shared === 0 ? 0 : shared / (one.length + other.length - shared);
}
