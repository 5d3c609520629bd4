import { shippedAreaWeights } from './areas/shipped-area-weights.ts';
import { shippedPrior } from './prior/shipped-prior.ts';

/** What repositories' own models are built on. When it changes, they are retrained. */
export const localBasis = (): string => `${shippedPrior().version}+areas.${shippedAreaWeights().version}`;
