import file from './area-weights.json' with { type: 'json' };
import { type AreaWeights, unpackAreaWeights } from './area-weights.ts';

let shipped: AreaWeights | undefined;

/** The weights that `npm run train:areas` made, read once. */
export function shippedAreaWeights(): AreaWeights {
  shipped ??= unpackAreaWeights(file);
  return shipped;
}
