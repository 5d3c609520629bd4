import { formatRanker, parseRanker } from '../../domain/similarity/ranker/ranker-text.ts';
import { rankerBasis } from '../../domain/similarity/ranker/shipped-ranker.ts';
import type { RankerStore } from '../../triage/ports/rankers.ts';
import type { Tenants } from '../core/database.ts';
import { createModelStore } from './models.ts';

/** Rankers among the repository's other models, as text. */
export function createRankerStore(tenants: Tenants): RankerStore {
  const models = createModelStore(tenants, 'ranker');
  return {
    latestVersion: async (place) => (await models.inUse(place, rankerBasis))?.version ?? null,
    async get(place, version) {
      const bytes = await models.bytes(place, version);
      return bytes && parseRanker(new TextDecoder().decode(bytes));
    },
    newest: async (place) => {
      const newest = await models.newest(place);
      return newest?.metrics.basis === rankerBasis ? newest.metrics : null;
    },
    add: (place, ranker, metrics, use) =>
      models.add(place, { bytes: new TextEncoder().encode(formatRanker(ranker)), metrics, use }),
  };
}
