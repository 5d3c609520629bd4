/** A share from 0 to 1 as a percentage, rounded down: 79.6% must not read as the 80% it misses. */
export function percent(share: number): string {
  return `${Math.floor(share * 100 + 1e-9)}%`;
}
