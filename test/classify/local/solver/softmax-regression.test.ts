import { describe, expect, it } from 'vitest';
import { gram } from '../../../../src/classify/local/solver/gram.ts';
import { minimize } from '../../../../src/classify/local/solver/lbfgs.ts';
import { buildRows } from '../../../../src/classify/local/solver/rows.ts';
import { fitGram, fitRows } from '../../../../src/classify/local/solver/softmax-regression.ts';

const noise = (i: number) => Math.sin(i * 12.9898) * 0.8;
const rows = buildRows(60, 5, (row, add) => {
  for (let c = 0; c < 5; c++) add(c, noise(row * 5 + c) + (row % 3 === c ? 1 : 0));
});
const targets = {
  classes: 3,
  target: Int32Array.from({ length: 60 }, (_, row) => row % 3),
  strength: new Float64Array(60).fill(2),
};

describe('minimize', () => {
  it('finds the minimum of a badly scaled bowl', () => {
    const x = new Float64Array([3, -4]);
    minimize(
      (at, gradient) => {
        gradient[0] = 2 * ((at[0] ?? 0) - 1);
        gradient[1] = 200 * ((at[1] ?? 0) - 2);
        return ((at[0] ?? 0) - 1) ** 2 + 100 * ((at[1] ?? 0) - 2) ** 2;
      },
      x,
      { tolerance: 1e-9 },
    );
    expect(x[0]).toBeCloseTo(1, 6);
    expect(x[1]).toBeCloseTo(2, 6);
  });
});

describe('fitGram and fitRows', () => {
  const primal = fitRows(rows, targets, 500);
  const dual = fitGram(gram(rows), rows.count, targets, 500);
  const folded = new Float64Array(5 * 3);
  for (let row = 0; row < rows.count; row++) {
    for (let e = rows.starts[row] ?? 0; e < (rows.starts[row + 1] ?? 0); e++) {
      for (let k = 0; k < 3; k++) {
        const at = (rows.column[e] ?? 0) * 3 + k;
        folded[at] = (folded[at] ?? 0) + (rows.value[e] ?? 0) * (dual.weights[row * 3 + k] ?? 0);
      }
    }
  }

  it('agree: the Gram matrix is only another way to the same weights', () => {
    for (const [i, weight] of primal.weights.entries()) expect(folded[i]).toBeCloseTo(weight, 2);
  });

  it('stand where the gradient is nothing: weights are strength times residuals of the columns', () => {
    const residual = (row: number, k: number) => {
      const logits = [0, 1, 2].map((c) => {
        let sum = primal.intercepts[c] ?? 0;
        for (let e = rows.starts[row] ?? 0; e < (rows.starts[row + 1] ?? 0); e++)
          sum += (rows.value[e] ?? 0) * (primal.weights[(rows.column[e] ?? 0) * 3 + c] ?? 0);
        return Math.exp(sum);
      });
      return (row % 3 === k ? 1 : 0) - (logits[k] ?? 0) / logits.reduce((a, b) => a + b, 0);
    };
    for (let c = 0; c < 5; c++) {
      let pull = 0;
      for (let row = 0; row < 60; row++)
        pull += 2 * residual(row, 1) * (noise(row * 5 + c) + (row % 3 === c ? 1 : 0));
      expect(primal.weights[c * 3 + 1]).toBeCloseTo(pull, 1);
    }
  });

  it("leave classes alone that a row's source cannot name", () => {
    const known = new Int32Array(60).fill(0b011);
    const twoClasses = { ...targets, target: targets.target.map((k) => k % 2), known };
    const { weights, intercepts } = fitRows(rows, twoClasses, 200);
    expect([...weights].filter((_, i) => i % 3 === 2)).toEqual([0, 0, 0, 0, 0]);
    expect(intercepts[2]).toBe(0);
  });

  it('start from logits already known', () => {
    const offset = new Float64Array(180);
    for (let row = 0; row < 60; row++) offset[row * 3 + (row % 3)] = 20;
    const { weights } = fitRows(rows, { ...targets, offset }, 200);
    for (const weight of weights) expect(Math.abs(weight)).toBeLessThan(1e-3);
  });
});
