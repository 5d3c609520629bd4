/**
 * Returns the smallest value that a share of at least `p` (0 to 1) of the values doesn't exceed; NaN without
 * values.
 */
export function quantile(values: readonly number[], p: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(p * sorted.length) - 1)] ?? Number.NaN;
}
