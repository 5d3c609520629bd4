/**
 * Optimal string alignment distance: inserted, deleted, replaced and swapped neighboring characters count one each.
 * Source: R. Wagner and M. Fischer, "The String-to-String Correction Problem" (1974), with F. Damerau's transposition (1964).
 */
export function editDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = a[i - 1] === b[j - 1] ? 0 : 1;
      let cost = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + change);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        cost = Math.min(cost, (beforeLast[j - 2] ?? 0) + 1);
      }
      row.push(cost);
    }
    beforeLast = last;
    last = row;
  }
  return last[b.length] ?? 0;
}

/** The known word that `typed` was most likely meant to be, or null: one slip in words of up to five letters, else two. */
export function nearest(typed: string, known: readonly string[]): string | null {
  const word = typed.slice(0, 64).toLowerCase();
  let best: string | null = null;
  let bestDistance = Number.POSITIVE_INFINITY;
  for (const candidate of known) {
    // Each slip changes the length by one at most.
    if (Math.abs(word.length - candidate.length) > 2) continue;
    const distance = editDistance(word, candidate.toLowerCase());
    const allowed = Math.min(word.length, candidate.length) <= 5 ? 1 : 2;
    if (distance <= allowed && distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}
