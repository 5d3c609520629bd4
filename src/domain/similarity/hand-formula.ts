import type { Features } from './features.ts';

/**
 * The ranking without any training, and what trees start from: words in common, less for closed and for old issues (in
 * powers of ten of days), more for those that others were linked to before.
 */
export function handScore(features: Features): number {
  const words = features.mix + 0.5 * features.bm25f + 0.3 * features.titleGrams;
  return words - 0.05 * features.closed - 0.03 * features.age + 0.03 * Math.min(features.links, 3);
}
