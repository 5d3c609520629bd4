import type { IssueFeatures } from '../features/issue-features.ts';

/** Headings' answers kept for a repository. */
const most = 30;
/** An answer given once tells nothing of the next issue. */
const fewest = 3;

/** The answers under headings that tell the classes apart best, by chi-square of presence against class. */
export function chooseAnswers(
  features: readonly IssueFeatures[],
  targets: readonly number[],
  classes: number,
): string[] {
  const totals = new Float64Array(classes);
  const seen = new Map<string, Float64Array>();
  features.forEach(({ answers }, row) => {
    const target = targets[row] as number;
    totals[target] = (totals[target] as number) + 1;
    for (const answer of answers) {
      const counts = seen.get(answer) ?? new Float64Array(classes);
      counts[target] = (counts[target] as number) + 1;
      seen.set(answer, counts);
    }
  });
  const chiSquare = (counts: Float64Array) => {
    const present = counts.reduce((a, b) => a + b, 0);
    let sum = 0;
    for (let k = 0; k < classes; k++) {
      const expected = (present * (totals[k] as number)) / features.length;
      if (expected > 0) sum += ((counts[k] as number) - expected) ** 2 / expected;
    }
    return { present, score: sum * (features.length / Math.max(1, features.length - present)) };
  };
  return [...seen]
    .map(([answer, counts]) => ({ answer, ...chiSquare(counts) }))
    .filter(({ present }) => present >= fewest)
    .sort((a, b) => b.score - a.score || (a.answer < b.answer ? -1 : 1))
    .slice(0, most)
    .map(({ answer }) => answer);
}
