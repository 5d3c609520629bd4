import type { RepositoryRef } from '../../domain/repository.ts';
import type { Classifier } from '../../triage/ports.ts';
import { predict, untaughtModel } from './predict.ts';
import type { Prior } from './prior/prior.ts';
import { shippedPrior } from './prior/shipped-prior.ts';
import type { RepositoryModel } from './repository-model.ts';

export interface LocalClassifierOptions {
  prior?: Prior;
  /** The repository's own model and its version, or null while it has taught nothing. */
  loadModel?: (repo: RepositoryRef) => Promise<{ model: RepositoryModel; version: number } | null>;
}

/**
 * Classifies without a key and without the network: the shipped prior, and the repository's own model once there is one.
 * Throws only where `loadModel` does.
 */
export function createLocalClassifier({
  prior = shippedPrior(),
  loadModel,
}: LocalClassifierOptions = {}): Classifier {
  const untaught = untaughtModel(prior);
  return {
    name: 'local',
    async classify({ repo, issue }) {
      const own = (await loadModel?.(repo)) ?? null;
      const { probabilities, reasons } = predict(own?.model ?? untaught, prior, issue);
      return [
        {
          source: 'local',
          model: own ? `local v${own.version}` : `local prior ${prior.version}`,
          dimension: 'category',
          probabilities,
          reasons,
        },
      ];
    },
  };
}
