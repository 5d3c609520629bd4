import { shippedAreaWeights } from './areas/shipped-area-weights.ts';
import { shippedPrior } from './prior/shipped-prior.ts';

/** What repositories' own models are trained on top of: on another basis they are trained anew. */
export const localBasis = (): string => `${shippedPrior().version}+areas.${shippedAreaWeights().version}`;
