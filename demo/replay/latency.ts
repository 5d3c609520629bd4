/** The value below which the share `p` (0 to 1) of the numbers lies, by nearest rank; null for no numbers. */
export function percentile(numbers: readonly number[], p: number): number | null {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(p * sorted.length) - 1)] ?? null;
}
