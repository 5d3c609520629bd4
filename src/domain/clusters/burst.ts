/** More like issues in a week than the theme's own past lets one expect. */
export interface Burst {
  /** Issues of the last seven days. */
  count: number;
  /** What a week of this theme brought before, on average. */
  expected: number;
  /** How likely as many would come by chance, before the correction for many themes. */
  chance: number;
  /** ISO 8601, UTC. */
  seenAt: string;
}
