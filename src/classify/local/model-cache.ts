import { LRUCache } from 'lru-cache';
import type { RepositoryRef } from '../../domain/repository.ts';
import { modelFromBytes, type RepositoryModel } from './repository-model.ts';

/** A repository's model as the database keeps it. */
export interface StoredModel {
  version: number;
  bytes: Uint8Array;
}

/** Where models are kept. */
export interface ModelSource {
  /** Version in force, or null while the repository has taught nothing. Asked for every issue: make it quick. */
  latestVersion(repo: RepositoryRef): Promise<number | null>;
  getModel(repo: RepositoryRef, version: number): Promise<StoredModel | null>;
}

/** Memory of a model's arrays, in bytes. */
export function modelSize({ local, templates }: RepositoryModel): number {
  const blocks =
    local?.design.blocks.reduce((sum, block) => sum + block.keys.byteLength + block.idf.byteLength, 0) ?? 0;
  return templates.byteLength + blocks + (local?.weights.byteLength ?? 0) + 10_000;
}

/** How bytes become a model, and what it takes in memory. */
export interface ModelShape<M> {
  read: (bytes: Uint8Array) => M;
  size: (model: M) => number;
}

export const repositoryModelShape: ModelShape<RepositoryModel> = { read: modelFromBytes, size: modelSize };

/**
 * Keeps models in memory, the least recently used given up first. A new version in the database is seen at the next issue.
 * @param most bytes of all models together
 */
export function createModelCache<M extends object>(
  source: ModelSource,
  { read, size }: ModelShape<M>,
  most = 128 * 1024 * 1024,
) {
  const kept = new LRUCache<number, { model: M; version: number }>({
    maxSize: most,
    sizeCalculation: ({ model }) => size(model),
  });
  return async (repo: RepositoryRef): Promise<{ model: M; version: number } | null> => {
    const version = await source.latestVersion(repo);
    if (version === null) return null;
    const known = kept.get(repo.repositoryId);
    if (known?.version === version) return known;
    const stored = await source.getModel(repo, version);
    if (!stored) return null;
    const found = { model: read(stored.bytes), version };
    kept.set(repo.repositoryId, found);
    return found;
  };
}
