import type { Neighbor } from './neighbor.ts';

/** Where an issue stands: its theme, and its place on the map. */
export interface ThemePosition {
  theme: number | null;
  x: number | null;
  y: number | null;
}

/** A theme must hold this share of the weight of an issue's neighbors that have one. */
const majority = 0.5;

/**
 * Where a new issue belongs until the next map is drawn: to the theme that most of its neighbors have, at the middle of
 * them, each counted by its likeness.
 */
export function joinTheme(
  neighbors: readonly Neighbor[],
  standingOf: (number: number) => ThemePosition | undefined,
): ThemePosition {
  const weights = new Map<number, number>();
  let themed = 0;
  const at = { x: 0, y: 0, weight: 0 };
  for (const { number, weight } of neighbors) {
    const { theme = null, x = null, y = null } = standingOf(number) ?? {};
    if (theme !== null) {
      weights.set(theme, (weights.get(theme) ?? 0) + weight);
      themed += weight;
    }
    if (x !== null && y !== null) {
      at.x += weight * x;
      at.y += weight * y;
      at.weight += weight;
    }
  }
  const [best] = [...weights].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  return {
    theme: best !== undefined && best[1] > majority * themed ? best[0] : null,
    x: at.weight > 0 ? at.x / at.weight : null,
    y: at.weight > 0 ? at.y / at.weight : null,
  };
}
