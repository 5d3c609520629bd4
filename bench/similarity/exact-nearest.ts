interface Near {
  index: number;
  similarity: number;
}

/** The nearest vectors by cosine, nearest first, by looking at every one. `self` is left out. */
export function exactNearest(
  vectors: readonly Float32Array[],
  asking: Float32Array,
  self: number,
  count: number,
): Near[] {
  const best: Near[] = [];
  vectors.forEach((vector, index) => {
    if (index === self) return;
    const similarity = dot(vector, asking);
    if (best.length === count && similarity <= (best.at(-1) as Near).similarity) return;
    const after = best.findIndex((each) => each.similarity < similarity);
    best.splice(after < 0 ? best.length : after, 0, { index, similarity });
    best.length = Math.min(best.length, count);
  });
  return best;
}

function dot(one: Float32Array, other: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < one.length; i++) sum += (one[i] as number) * (other[i] as number);
  return sum;
}
