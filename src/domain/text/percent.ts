/** A share of 0 to 1 in words, rounded down: 79.6 % must not read as the 80 % that it misses. */
export function percent(share: number): string {
  return `${Math.floor(share * 100 + 1e-9)} %`;
}
