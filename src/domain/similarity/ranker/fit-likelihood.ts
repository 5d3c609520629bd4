import { logistic } from '../../issue/log-odds.ts';
import type { Ranker } from './ranker.ts';

/** A listed candidate: its score, the closest candidate's words, and whether people linked it. */
export interface JudgedCandidate {
  score: number;
  closest: number;
  linked: boolean;
}

const steps = 50;
/** Keeps the fit finite where the data could be told apart perfectly. */
const penalty = 1e-3;

/** Logistic regression by Newton's method (Platt 1999, with a second input). */
export function fitLikelihood(judged: readonly JudgedCandidate[]): Ranker['likelihood'] {
  let weights: [number, number, number] = [0, 0, 0];
  for (let step = 0; step < steps; step++) {
    const gradient = weights.map((weight) => -penalty * weight);
    const curvature = [0, 1, 2].map((i) => [0, 1, 2].map((j) => (i === j ? penalty : 0)));
    for (const { score, closest, linked } of judged) {
      const inputs = [1, score, closest];
      const p = logistic(inputs.reduce((sum, input, i) => sum + input * (weights[i] ?? 0), 0));
      inputs.forEach((a, i) => {
        gradient[i] = (gradient[i] ?? 0) + a * ((linked ? 1 : 0) - p);
        const row = curvature[i] as number[];
        inputs.forEach((b, j) => {
          row[j] = (row[j] ?? 0) + a * b * p * (1 - p);
        });
      });
    }
    const change = solve(curvature, gradient);
    weights = weights.map((weight, i) => weight + (change[i] ?? 0)) as [number, number, number];
  }
  return { bias: weights[0], score: weights[1], closest: weights[2] };
}

/** Gaussian elimination with pivoting. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const rows = matrix.map((row, i) => [...row, right[i] ?? 0]);
  const size = rows.length;
  const at = (i: number, j: number) => rows[i]?.[j] ?? 0;
  for (let column = 0; column < size; column++) {
    const pivot = rows
      .slice(column)
      .reduce(
        (best, _, k) => (Math.abs(at(column + k, column)) > Math.abs(at(best, column)) ? column + k : best),
        column,
      );
    [rows[column], rows[pivot]] = [rows[pivot] as number[], rows[column] as number[]];
    for (let i = 0; i < size; i++) {
      if (i === column) continue;
      const factor = at(i, column) / at(column, column);
      rows[i] = (rows[i] as number[]).map((value, j) => value - factor * at(column, j));
    }
  }
  return rows.map((_, i) => at(i, size) / at(i, i));
}
