/** A share from 0 to 1 in whole percent, rounded down: 79.6% must not read as the 80% it misses. */
export function wholePercent(share: number): number {
  return Math.floor(share * 100 + 1e-9);
}
