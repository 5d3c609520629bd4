import { createEvidencer } from './classify/evidencer.ts';
import { withTaught } from './classify/examples/with-taught.ts';
import { createKeywordClassifier } from './classify/keywords.ts';
import { taughtModelShape } from './classify/local/labels/taught-model.ts';
import { createLocalClassifier } from './classify/local/local-classifier.ts';
import {
  createModelCache,
  createModelMemory,
  type ModelShape,
  repositoryModelShape,
} from './classify/local/model-cache.ts';
import { shippedPrior } from './classify/local/prior/shipped-prior.ts';
import { createExampleMemory } from './create-example-memory.ts';
import type { Database } from './store/database.ts';
import { createModelStore } from './store/models.ts';
import type { LearntDimension } from './triage/model-ports.ts';
import type { Evidencer } from './triage/ports.ts';

export interface LocalEvidenceOptions {
  /** Room of its own for models, in bytes; without it they share the process's. */
  memoryBytes?: number;
  /** One version of one model to try instead of the one in use. Then lessons do not speak beside it. */
  pinned?: { kind: LearntDimension; version: number } | null;
}

/**
 * All that speaks without the network: each repository's own models in the version in use (one made on another prior is of
 * no use), the shipped prior, keywords as the last resort, and lessons as examples.
 */
export function createLocalEvidence(
  database: Database,
  { memoryBytes, pinned = null }: LocalEvidenceOptions = {},
): Evidencer {
  const basis = shippedPrior().version;
  const memory = memoryBytes === undefined ? undefined : createModelMemory(memoryBytes);
  const load = <M extends object>(kind: LearntDimension, shape: ModelShape<M>) => {
    const store = createModelStore(database, kind);
    const chosen = pinned?.kind === kind ? pinned.version : null;
    return createModelCache(
      {
        latestVersion: async (repo) => chosen ?? (await store.inUse(repo, basis))?.version ?? null,
        async getModel(repo, version) {
          const bytes = await store.bytes(repo, version);
          return bytes && { version, bytes };
        },
      },
      shape,
      memory,
    );
  };
  const evidence = createEvidencer([
    createLocalClassifier({
      loadModel: load('category', repositoryModelShape),
      loadAreas: load('area', taughtModelShape),
      loadPriorities: load('priority', taughtModelShape),
      loadEfforts: load('effort', taughtModelShape),
    }),
    createKeywordClassifier(),
  ]);
  return pinned ? evidence : withTaught(evidence, createExampleMemory(database).find);
}
