import { createEvidencer } from '../classify/evidencer.ts';
import { type FindTaught, withTaught } from '../classify/examples/with-taught.ts';
import { createKeywordClassifier } from '../classify/keywords.ts';
import { areaModelShape } from '../classify/local/areas/area-model.ts';
import {
  createModelCache,
  createModelMemory,
  type ModelShape,
  repositoryModelShape,
} from '../classify/local/category/model-cache.ts';
import { taughtModelShape } from '../classify/local/labels/taught-model.ts';
import { localBasis } from '../classify/local/local-basis.ts';
import { createLocalClassifier } from '../classify/local/local-classifier.ts';
import { scaleDimensions } from '../domain/issue/decision.ts';
import type { Evidencer } from '../triage/ports/core.ts';
import type { LearntDimension } from '../triage/ports/models.ts';
import type { Stores } from './stores.ts';

export interface LocalEvidenceOptions {
  /** Size of a separate model cache, in bytes. Without it, the models use the shared one. */
  memoryBytes?: number;
  /** A model version to use instead of the active one, without lessons as examples. */
  pinned?: { kind: LearntDimension; version: number } | null;
}

/**
 * Creates the evidence that needs no network: each repository's active models (unless trained on another
 * prior), the shipped prior, keywords as the last resort, and lessons as examples.
 */
export function createLocalEvidence(
  { models, examples }: { models: Stores['models']; examples: { find: FindTaught } },
  { memoryBytes, pinned = null }: LocalEvidenceOptions = {},
): Evidencer {
  const basis = localBasis();
  const memory = memoryBytes === undefined ? undefined : createModelMemory(memoryBytes);
  const load = <M extends object>(kind: LearntDimension, shape: ModelShape<M>) => {
    const store = models[kind];
    const chosen = pinned?.kind === kind ? pinned.version : null;
    return createModelCache(
      {
        async latestVersion(repo, inUse) {
          if (chosen !== null) return chosen;
          if (!inUse) return (await store.inUse(repo, basis))?.version ?? null;
          const known = inUse[kind];
          return known?.basis === basis ? known.version : null;
        },
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
      loadAreas: load('area', areaModelShape),
      loadScales: Object.fromEntries(scaleDimensions.map((kind) => [kind, load(kind, taughtModelShape)])),
    }),
    createKeywordClassifier(),
  ]);
  return pinned ? evidence : withTaught(evidence, examples.find);
}
