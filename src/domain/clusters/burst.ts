/** More like issues in a week than the theme's own past lets one expect. */
export interface Burst {
  /** Issues of the last seven days. */
  count: number;
  /** What a week of this theme is expected to bring, by its own past and by how busy the repository is. */
  expected: number;
  /** How likely as many or more would come by chance, before the correction for many themes. */
  chance: number;
  /** ISO 8601, UTC. */
  seenAt: string;
}

/** Issues a week, the newest week first; the first entry is the last seven days. */
export type Weeks = readonly number[];

/** Fewer like issues in a week than this are no burst, however quiet the theme was. */
const fewest = 5;
/** The share of false alarms over all themes together, a check (Bonferroni). */
const falseAlarms = 0.01;
/** Without at least so many weeks of past there is nothing to compare with. */
const minWeeks = 4;

/**
 * Whether the theme rises: the tail of the Gamma–Poisson predictive distribution (Gelman et al., Bayesian Data Analysis, 3rd
 * edition, §2.6; Jeffreys prior) of its weekly count, given its past weeks, corrected for the number of themes. A week
 * in which the whole repository is busier is expected to bring more of this theme too.
 *
 * @param past weeks of the theme, and of the repository, as far back as the repository goes
 */
export function findBurst(theme: Weeks, repository: Weeks, themes: number): Omit<Burst, 'seenAt'> | null {
  const [count = 0, ...before] = theme;
  const [all = 0, ...allBefore] = repository;
  if (count < fewest || before.length < minWeeks) return null;
  const others = (all - count + 1) / (mean(allBefore) - mean(before) + 1);
  const busy = Math.max(1, others);
  const shape = sum(before) + 0.5;
  const chance = upperTail(count, shape, before.length / (before.length + busy));
  const expected = (shape / before.length) * busy;
  return chance * Math.max(1, themes) <= falseAlarms ? { count, expected, chance } : null;
}

/** P(X ≥ count) of a negative binomial: `shape` successes, each with probability `p`. */
function upperTail(count: number, shape: number, p: number): number {
  let mass = p ** shape;
  let below = 0;
  for (let i = 0; i < count; i++) {
    below += mass;
    mass *= ((shape + i) / (i + 1)) * (1 - p);
  }
  return Math.max(0, 1 - below);
}

const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0);
const mean = (values: readonly number[]) => (values.length === 0 ? 0 : sum(values) / values.length);
