import { readFileSync } from 'node:fs';
import {
  type AreaWeights,
  type AreaWeightsFile,
  unpackAreaWeights,
} from '../../src/classify/local/areas/area-weights.ts';
import { shippedAreaWeights } from '../../src/classify/local/areas/shipped-area-weights.ts';

/** Weights that `npm run train:areas` made without the organization's repositories; the shipped ones know nothing of others. */
export function weightsWithout(organization: string): AreaWeights {
  const file = JSON.parse(readFileSync(new URL('weights-without.json', import.meta.url), 'utf8')) as Record<
    string,
    AreaWeightsFile
  >;
  const held = Object.hasOwn(file, organization) ? file[organization] : undefined;
  return held ? unpackAreaWeights(held) : shippedAreaWeights();
}
