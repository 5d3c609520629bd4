/** What was said of one issue's areas, label by label, and which it got. */
export interface ScoredIssue {
  probabilities: ArrayLike<number>;
  truth: ArrayLike<number>;
}

export interface RankingFigures {
  /** Average precision over all pairs of issue and label. */
  averagePrecision: number;
  /** Share of the labels given that are among the three likeliest of their issue. */
  top3: number;
  /** Share of issues whose likeliest label is right. */
  first: number;
  /** Micro-F1 of labels likelier than not. */
  microF1: number;
}

/** Figures over issues that carry an area. */
export function rankingFigures(issues: readonly ScoredIssue[]): RankingFigures {
  const pairs: { p: number; right: boolean }[] = [];
  let [truths, top3, first, hits, said] = [0, 0, 0, 0, 0];
  for (const { probabilities, truth } of issues) {
    const order = Array.from(probabilities, (p, k) => ({ p, right: truth[k] === 1 }));
    pairs.push(...order);
    order.sort((a, b) => b.p - a.p);
    truths += order.filter(({ right }) => right).length;
    top3 += order.slice(0, 3).filter(({ right }) => right).length;
    if (order[0]?.right) first++;
    said += order.filter(({ p }) => p >= 0.5).length;
    hits += order.filter(({ p, right }) => p >= 0.5 && right).length;
  }
  return {
    averagePrecision: averagePrecision(pairs),
    top3: top3 / Math.max(1, truths),
    first: first / Math.max(1, issues.length),
    microF1: (2 * hits) / Math.max(1, said + truths),
  };
}

/** Mean of the precision at each right pair, the likeliest first. */
export function averagePrecision(pairs: readonly { p: number; right: boolean }[]): number {
  let hits = 0;
  let sum = 0;
  [...pairs]
    .sort((a, b) => b.p - a.p)
    .forEach(({ right }, i) => {
      if (!right) return;
      hits++;
      sum += hits / (i + 1);
    });
  return sum / Math.max(1, hits);
}
