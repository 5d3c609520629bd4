import type { Histogram } from './histogram.ts';

export interface CutOptions {
  /** Rows that each side must keep. */
  leastRows: number;
  /** L2 penalty on leaf values, in units of the second derivative. */
  penalty: number;
}

/** Rows whose bin of the feature is at most `bin` go left. */
export interface Cut {
  feature: number;
  bin: number;
  gain: number;
}

/** Where a leaf is best cut, or null where no cut gains anything. */
export function findCut(histogram: Histogram, options: CutOptions): Cut | null {
  let best: Cut | null = null;
  histogram.forEach((sums, feature) => {
    const cut = sums === null ? null : bestCut(sums, feature, options);
    if (cut !== null && cut.gain > (best?.gain ?? 0)) best = cut;
  });
  return best;
}

function bestCut(sums: Float64Array, feature: number, { leastRows, penalty }: CutOptions): Cut | null {
  const total = totals(sums);
  const worth = (gradient: number, hessian: number) => (gradient * gradient) / (hessian + penalty);
  const before = worth(total.gradient, total.hessian);
  let best: Cut | null = null;
  let [gradient, hessian, rows] = [0, 0, 0];
  for (let at = 0; at + 3 < sums.length; at += 3) {
    gradient += sums[at] ?? 0;
    hessian += sums[at + 1] ?? 0;
    rows += sums[at + 2] ?? 0;
    if (rows < leastRows || total.rows - rows < leastRows) continue;
    const gain =
      worth(gradient, hessian) + worth(total.gradient - gradient, total.hessian - hessian) - before;
    if (gain > (best?.gain ?? 1e-9)) best = { feature, bin: at / 3, gain };
  }
  return best;
}

function totals(sums: Float64Array): { gradient: number; hessian: number; rows: number } {
  let [gradient, hessian, rows] = [0, 0, 0];
  for (let at = 0; at < sums.length; at += 3) {
    gradient += sums[at] ?? 0;
    hessian += sums[at + 1] ?? 0;
    rows += sums[at + 2] ?? 0;
  }
  return { gradient, hessian, rows };
}
