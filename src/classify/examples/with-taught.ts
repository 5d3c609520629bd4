import { mixTaught, type NearTaught } from '../../domain/lessons/mix-taught.ts';
import type { ClassifierInput, Evidencer } from '../../triage/ports/core.ts';

/** Taught issues like the one that is asked about, nearest first. */
export type FindTaught = (input: Pick<ClassifierInput, 'repo' | 'issue'>) => Promise<NearTaught[]>;

/**
 * Lets lessons speak as examples from the moment they are kept, long before a model is trained on them. Rejects where `find`
 * does.
 */
export function withTaught(base: Evidencer, find: FindTaught): Evidencer {
  return {
    async gather(input) {
      const evidence = await base.gather(input);
      const taught = input.taught ?? (await find(input));
      return { ...evidence, opinions: mixTaught(evidence.opinions, taught, 'local') };
    },
  };
}
