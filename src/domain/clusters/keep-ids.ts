/** Two themes are the same when they share this much of all their issues (Jaccard). */
const minShared = 0.25;

/**
 * Gives new groups of issues the ids of the themes that they continue, the likest pair first, so that a theme keeps its
 * address from one map to the next. Groups that continue none get ids that were never used.
 *
 * @param before the theme of each issue on the map before
 * @param next the first id that is free
 */
export function keepIds(
  groups: ReadonlyMap<number, readonly number[]>,
  before: ReadonlyMap<number, number>,
  next: number,
): Map<number, number> {
  const sizes = new Map<number, number>();
  for (const theme of before.values()) sizes.set(theme, (sizes.get(theme) ?? 0) + 1);
  const pairs: { group: number; theme: number; share: number }[] = [];
  for (const [group, numbers] of groups) {
    const shared = new Map<number, number>();
    for (const number of numbers) {
      const theme = before.get(number);
      if (theme !== undefined) shared.set(theme, (shared.get(theme) ?? 0) + 1);
    }
    for (const [theme, count] of shared) {
      const share = count / (numbers.length + (sizes.get(theme) ?? 0) - count);
      if (share >= minShared) pairs.push({ group, theme, share });
    }
  }
  pairs.sort((a, b) => b.share - a.share || a.theme - b.theme);
  const ids = new Map<number, number>();
  const taken = new Set<number>();
  for (const { group, theme } of pairs) {
    if (ids.has(group) || taken.has(theme)) continue;
    ids.set(group, theme);
    taken.add(theme);
  }
  let free = next;
  for (const group of groups.keys()) if (!ids.has(group)) ids.set(group, free++);
  return ids;
}
