import type { Issue } from '../../src/domain/issue/issue.ts';
import { createRandom } from '../../src/domain/similarity/ranker/random.ts';

const vocabulary = 60_000;
/** Words of real issues fall off about like this (Zipf's law). */
const exponent = 1.05;
const themes = 400;
const syllables = [
  'ba',
  'co',
  'du',
  'fe',
  'gi',
  'ka',
  'lo',
  'mu',
  'ne',
  'pi',
  'ra',
  'so',
  'tu',
  've',
  'wi',
  'za',
];

/** Issues of no project, as many words and as unevenly used as in real ones; some share a theme. The same for the same seed. */
export function createIssueMaker(seed: number): (number: number) => Issue {
  const random = createRandom(seed);
  const cumulative = cumulativeShares();
  const word = () => spell(rankAt(cumulative, random()));
  return (number) => {
    const theme = Math.floor(random() * themes);
    const themed = () => spell(2000 + theme * 20 + Math.floor(random() * 20));
    const words = (count: number) =>
      Array.from({ length: count }, () => (random() < 0.15 ? themed() : word())).join(' ');
    const length = Math.min(800, Math.round(30 * Math.exp(1.1 * random() * random() * 3)));
    return { ...ordinary, number, title: words(4 + Math.floor(6 * random())), body: words(length) };
  };
}

function cumulativeShares(): Float64Array {
  const shares = Float64Array.from({ length: vocabulary }, (_, rank) => (rank + 2) ** -exponent);
  let sum = 0;
  for (let rank = 0; rank < vocabulary; rank++) {
    sum += shares[rank] ?? 0;
    shares[rank] = sum;
  }
  return shares.map((share) => share / sum);
}

function rankAt(cumulative: Float64Array, share: number): number {
  let low = 0;
  let high = cumulative.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((cumulative[middle] ?? 1) < share) low = middle + 1;
    else high = middle;
  }
  return low;
}

function spell(rank: number): string {
  let left = rank + 16;
  let word = '';
  while (left > 0) {
    word += syllables[left % 16];
    left = Math.floor(left / 16);
  }
  return word;
}

const ordinary: Omit<Issue, 'number' | 'title' | 'body'> = {
  repositoryId: 0,
  author: { login: 'someone', id: 1, kind: 'person' },
  authorAssociation: 'NONE',
  state: 'open',
  stateReason: null,
  labels: [],
  assignees: [],
  type: null,
  locked: false,
  createdAt: '2026-01-01T00:00:00Z',
  updatedAt: '2026-01-01T00:00:00Z',
  closedAt: null,
};
