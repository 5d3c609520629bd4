import type { Rank } from '../../bench/duplicates/figures.ts';
import type { JudgedCandidate } from '../../src/domain/similarity/ranker/fit-likelihood.ts';
import { type Ranker, scoreFeatures } from '../../src/domain/similarity/ranker/ranker.ts';
import type { Example } from './collect-examples.ts';

/** How many of a list are shown to people, and so must say how likely they are. */
const listed = 5;

/** Where the ranker puts the first right candidate, and how the head of its list fared. */
export function judge(
  { number, features, relevant }: Example,
  ranker: Pick<Ranker, 'handScale' | 'trees'>,
): { number: number; rank: Rank; listed: JudgedCandidate[] } {
  const closest = features.reduce((most, row) => Math.max(most, row.mix), 0);
  const order = features
    .map((row, i) => ({ score: scoreFeatures(ranker, row), closest, linked: relevant[i] ?? false }))
    .sort((a, b) => b.score - a.score);
  const place = order.findIndex(({ linked }) => linked);
  return { number, rank: place < 0 ? null : place, listed: order.slice(0, listed) };
}
