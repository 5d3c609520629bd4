import { logistic } from '../../issue/log-odds.ts';
import type { Derivatives } from './histogram.ts';

/**
 * Adds LambdaMART's first and second derivatives for one group of rows, `start` to `start + relevant.length`: for each
 * pair of a relevant row and another, ρ = 1 / (1 + e^(sᵢ − sⱼ)) times the change of NDCG if the two swapped places.
 */
export function addLambdas(
  scores: Float64Array,
  start: number,
  relevant: readonly boolean[],
  { gradients, hessians }: Derivatives,
): void {
  const discounts = discountsByRow(scores, start, relevant.length);
  const ideal = idealGain(relevant.filter(Boolean).length);
  relevant.forEach((isRelevant, i) => {
    if (!isRelevant) return;
    relevant.forEach((otherRelevant, j) => {
      if (otherRelevant) return;
      const change = Math.abs((discounts[i] ?? 0) - (discounts[j] ?? 0)) / ideal;
      const rho = logistic((scores[start + j] ?? 0) - (scores[start + i] ?? 0));
      add(gradients, start + i, rho * change);
      add(gradients, start + j, -rho * change);
      add(hessians, start + i, rho * (1 - rho) * change);
      add(hessians, start + j, rho * (1 - rho) * change);
    });
  });
}

/** 1 / log₂(2 + rank), rank 0 for the greatest score. */
function discountsByRow(scores: Float64Array, start: number, count: number): Float64Array {
  const order = Array.from({ length: count }, (_, i) => i);
  order.sort((a, b) => (scores[start + b] ?? 0) - (scores[start + a] ?? 0) || a - b);
  const discounts = new Float64Array(count);
  order.forEach((row, rank) => {
    discounts[row] = 1 / Math.log2(2 + rank);
  });
  return discounts;
}

function idealGain(relevant: number): number {
  let gain = 0;
  for (let rank = 0; rank < relevant; rank++) gain += 1 / Math.log2(2 + rank);
  return gain;
}

function add(values: Float64Array, at: number, amount: number): void {
  values[at] = (values[at] ?? 0) + amount;
}
