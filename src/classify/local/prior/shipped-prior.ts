import file from './prior.json' with { type: 'json' };
import type { Prior } from './prior.ts';
import { type PriorFile, unpackPrior } from './prior-file.ts';

let loaded: Prior | undefined;

/** The prior that comes with DispatchAI, read once a process; `npm run train` makes it. */
export function shippedPrior(): Prior {
  loaded ??= unpackPrior(file as PriorFile);
  return loaded;
}
