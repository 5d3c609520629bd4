import { expect, it } from 'vitest';
import { fitLikelihood } from '../../../../src/domain/similarity/ranker/fit-likelihood.ts';
import { createRandom } from '../../../../src/domain/similarity/ranker/random.ts';
import { likelihoodOf } from '../../../../src/domain/similarity/ranker/ranker.ts';

it('finds the weights that made the data, so that likelihoods mean shares', () => {
  const random = createRandom(5);
  const truth = { bias: -2, score: 1.5, closest: -0.5 };
  const judged = Array.from({ length: 20_000 }, () => {
    const score = 4 * random() - 1;
    const closest = random();
    return {
      score,
      closest,
      linked: random() < likelihoodOf({ likelihood: truth, handScale: 1, trees: [] }, score, closest),
    };
  });
  const found = fitLikelihood(judged);
  expect(found.bias).toBeCloseTo(truth.bias, 0);
  expect(found.score).toBeCloseTo(truth.score, 0);
  expect(found.closest).toBeCloseTo(truth.closest, 0);
});

it('stays finite where the data can be told apart perfectly', () => {
  const judged = [-2, -1, 1, 2].map((score) => ({ score, closest: 0.5, linked: score > 0 }));
  expect(Object.values(fitLikelihood(judged)).every(Number.isFinite)).toBe(true);
});
