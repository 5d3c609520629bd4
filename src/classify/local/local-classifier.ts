import { type Opinion, type ScaleDimension, scaleDimensions } from '../../domain/issue/decision.ts';
import { labeledCategories } from '../../domain/issue/known-values.ts';
import type { RepositoryRef } from '../../domain/issue/repository.ts';
import type { Classifier } from '../../triage/ports/core.ts';
import type { ModelsInUse } from '../../triage/ports/models.ts';
import type { AreaModel } from './areas/area-model.ts';
import { areaOpinion } from './areas/area-opinion.ts';
import { predict, untaughtModel } from './category/predict.ts';
import { createReader } from './category/read-once.ts';
import type { RepositoryModel } from './category/repository-model.ts';
import { askTaughtModel, type TaughtModel } from './labels/taught-model.ts';
import type { Prior } from './prior/prior.ts';
import { shippedPrior } from './prior/shipped-prior.ts';

/** Gives a repository's own model and its version, or null while it has taught nothing. */
type Load<M> = (repo: RepositoryRef, inUse?: ModelsInUse) => Promise<{ model: M; version: number } | null>;

export interface LocalClassifierOptions {
  prior?: Prior;
  loadModel?: Load<RepositoryModel>;
  loadAreas?: Load<AreaModel>;
  loadScales?: Partial<Record<ScaleDimension, Load<TaughtModel>>>;
}

/** As a model's name says them. */
const scaleNames: Readonly<Record<ScaleDimension, string>> = { priority: 'priorities', effort: 'efforts' };

/**
 * Classifies without a key and without the network: the shipped prior and the repository's own models once there are
 * some. Of areas that have no examples yet, their labels' names speak; of priority and effort nobody does before they were
 * taught. The issue is read once for all of them.
 * Throws only where a `load…` does.
 */
export function createLocalClassifier({
  prior = shippedPrior(),
  loadModel,
  loadAreas,
  loadScales,
}: LocalClassifierOptions = {}): Classifier {
  const untaught = untaughtModel(prior);
  return {
    name: 'local',
    async classify({ repo, issue, meanings, models }) {
      const [own, areas, ...scales] = await Promise.all([
        loadModel?.(repo, models),
        loadAreas?.(repo, models),
        ...scaleDimensions.map((dimension) => loadScales?.[dimension]?.(repo, models)),
      ]);
      const read = createReader(issue);
      const opinions: Opinion[] = [
        {
          source: 'local',
          model: own ? `local v${own.version}` : `local prior ${prior.version}`,
          dimension: 'category',
          ...predict(own?.model ?? untaught, prior, issue, { labeled: labeledCategories(meanings), read }),
          ...(own ? baseRatesOf(own.model) : {}),
        },
        {
          source: 'local',
          model: areas ? `local areas v${areas.version}` : 'local names',
          dimension: 'area',
          ...areaOpinion(areas?.model ?? null, issue, meanings),
        },
      ];
      for (const [i, dimension] of scaleDimensions.entries()) {
        const taught = scales[i];
        if (!taught) continue;
        const model = `local ${scaleNames[dimension]} v${taught.version}`;
        opinions.push({ source: 'local', model, dimension, ...askTaughtModel(taught.model, issue, read) });
      }
      return opinions.filter(
        ({ probabilities, maybe }) => Object.keys(probabilities).length > 0 || maybe !== undefined,
      );
    },
  };
}

/** Fewer labeled issues than this say little about how common a category is. */
const enoughTaught = 20;

/** How common each category is among the issues that taught the model. */
function baseRatesOf({ classes, taught }: RepositoryModel): Pick<Opinion, 'baseRates'> {
  const all = taught.reduce((sum, count) => sum + count, 0);
  if (all < enoughTaught) return {};
  return { baseRates: Object.fromEntries(classes.map((name, k) => [name, (taught[k] ?? 0) / all])) };
}
