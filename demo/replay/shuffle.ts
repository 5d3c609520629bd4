import { createHash } from 'node:crypto';

/** A copy in an order of chance, the same for the same seed on every machine: sorted by the hash of seed and place. */
export function shuffle<T>(items: readonly T[], seed: number): T[] {
  return items
    .map((item, place) => ({ item, key: createHash('sha256').update(`${seed}:${place}`).digest('hex') }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ item }) => item);
}
