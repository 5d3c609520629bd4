/** A held-out answer of one label. */
export interface HeldOutAnswer {
  probability: number;
  right: boolean;
}

interface Counts {
  hits: number;
  said: number;
}

const grid = Array.from({ length: 18 }, (_, i) => (i + 1) * 0.05);
/** Labels with fewer examples have no threshold of their own: it would be luck. */
const minExamples = 25;
/** As many examples as speak for one half, which is right where probabilities are and the future is like the past. */
const typicalCounts = 50;
const rounds = 2;

const countsAt = (answers: readonly HeldOutAnswer[]): Counts[] =>
  grid.map((threshold) => {
    const said = answers.filter(({ probability }) => probability >= threshold);
    return { hits: said.filter(({ right }) => right).length, said: said.length };
  });

/**
 * The probability from which each label is given, so that micro-F1 over all held-out answers is highest: one threshold for
 * all, then each label's own while the others stand still; drawn towards one half, since what served the past best serves
 * the future a little less (bench:labels: .742 with one half, .744 with the best of the past, .751 drawn together).
 * @param labels every label's held-out answers
 */
export function chooseThresholds(labels: readonly (readonly HeldOutAnswer[])[]): number[] {
  const tables = labels.map(countsAt);
  const positives = labels.map((answers) => answers.filter(({ right }) => right).length);
  const truths = positives.reduce((a, b) => a + b, 0);
  const chosen: number[] = labels.map(() => 0);
  const f1 = () => {
    let hits = 0;
    let said = 0;
    chosen.forEach((at, k) => {
      hits += tables[k]?.[at]?.hits ?? 0;
      said += tables[k]?.[at]?.said ?? 0;
    });
    return (2 * hits) / Math.max(1, said + truths);
  };
  const best = (set: (at: number) => void) => {
    const scores = grid.map((_, at) => {
      set(at);
      return f1();
    });
    set(scores.indexOf(Math.max(...scores)));
  };
  best((at) => chosen.fill(at));
  for (let round = 0; round < rounds; round++) {
    labels.forEach((_, k) => {
      if ((positives[k] as number) < minExamples) return;
      best((at) => {
        chosen[k] = at;
      });
    });
  }
  return chosen.map((at, k) => {
    const examples = positives[k] as number;
    return (examples * (grid[at] as number) + typicalCounts * 0.5) / (examples + typicalCounts);
  });
}
