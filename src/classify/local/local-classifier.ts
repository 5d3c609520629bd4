import type { Opinion } from '../../domain/decision.ts';
import type { RepositoryRef } from '../../domain/repository.ts';
import type { Classifier } from '../../triage/ports.ts';
import { areaOpinion } from './labels/area-opinion.ts';
import { askTaughtModel, type TaughtModel } from './labels/taught-model.ts';
import { predict, untaughtModel } from './predict.ts';
import type { Prior } from './prior/prior.ts';
import { shippedPrior } from './prior/shipped-prior.ts';
import type { RepositoryModel } from './repository-model.ts';

/** Gives a repository's own model and its version, or null while it has taught nothing. */
type Load<M> = (repo: RepositoryRef) => Promise<{ model: M; version: number } | null>;

export interface LocalClassifierOptions {
  prior?: Prior;
  loadModel?: Load<RepositoryModel>;
  loadAreas?: Load<TaughtModel>;
  loadPriorities?: Load<TaughtModel>;
}

/**
 * Classifies without a key and without the network: the shipped prior and the repository's own models once there are
 * some. Of areas that were not taught yet, their labels' names speak; of priority nobody does before it was taught.
 * Throws only where a `load…` does.
 */
export function createLocalClassifier({
  prior = shippedPrior(),
  loadModel,
  loadAreas,
  loadPriorities,
}: LocalClassifierOptions = {}): Classifier {
  const untaught = untaughtModel(prior);
  return {
    name: 'local',
    async classify({ repo, issue, meanings }) {
      const [own, areas, priorities] = await Promise.all([
        loadModel?.(repo),
        loadAreas?.(repo),
        loadPriorities?.(repo),
      ]);
      const opinions: Opinion[] = [
        {
          source: 'local',
          model: own ? `local v${own.version}` : `local prior ${prior.version}`,
          dimension: 'category',
          ...predict(own?.model ?? untaught, prior, issue),
        },
        {
          source: 'local',
          model: areas ? `local areas v${areas.version}` : 'local names',
          dimension: 'area',
          ...areaOpinion(areas?.model ?? null, issue, meanings),
        },
      ];
      if (priorities) {
        opinions.push({
          source: 'local',
          model: `local priorities v${priorities.version}`,
          dimension: 'priority',
          ...askTaughtModel(priorities.model, issue),
        });
      }
      return opinions.filter(({ probabilities }) => Object.keys(probabilities).length > 0);
    },
  };
}
