/** The nearest vectors by cosine, nearest first, by looking at every one. `self` is left out. */
export function exactNearest(
  vectors: readonly Float32Array[],
  asking: Float32Array,
  self: number,
  count: number,
): { index: number; similarity: number }[] {
  return vectors
    .map((vector, index) => ({ index, similarity: dot(vector, asking) }))
    .filter(({ index }) => index !== self)
    .sort((a, b) => b.similarity - a.similarity)
    .slice(0, count);
}

function dot(one: Float32Array, other: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < one.length; i++) sum += (one[i] as number) * (other[i] as number);
  return sum;
}
